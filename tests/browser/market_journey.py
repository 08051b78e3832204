"""Steps of the marketplace's whole life: a new seller, an order of two sellers, money both ways."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from PIL import Image
from playwright.sync_api import Page, expect

from shop_app.orders.access import order_address
from tests.browser.journey import (
    add_to_cart,
    cards,
    choose_payment,
    fill_checkout,
    live,
    open_page,
    order_heading,
    pay_button,
)
from tests.shop import Shop

PASSWORD = "three olive trees"
_PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
# As long as another process of the shop may know a person as they were, in milliseconds.
_REMEMBERED = 5_500
_SELLER = """
    select m.seller_id from seller_members m join users u on u.id = m.user_id
    where u.email = %s order by m.joined_at limit 1
"""
_PRODUCT = """
    select p.slug, p.title, min(s.name) from products p
    join variants v on v.product_id = p.id
    join offers f on f.variant_id = v.id and f.status = 'active'
    join sellers s on s.id = f.seller_id
    join stock_levels i on i.offer_id = f.id
    where p.status = 'active'
    group by p.id, p.slug, p.title
    having bool_and(f.seller_id = %s) and min(i.available) > 3
    order by p.title limit 1
"""
# Only the two sellers of the journey are paid: other tests find the others' money where it was.
_WAIT = """
    insert into payout_terms (id, seller_id, hold_days, reserve_basis_points, weekday, minimums,
        version)
    select new_id(), s.id, case when mine then 0 else usual.hold_days end,
        case when mine then 0 else usual.reserve_basis_points end, usual.weekday,
        case when mine then '{}'::jsonb
        else '{"EUR": 900000000000000, "USD": 900000000000000, "GBP": 900000000000000}'::jsonb end,
        1
    from sellers s
    cross join lateral (select s.id = any(%s) as mine) m
    join payout_terms usual on usual.seller_id is null
    where not exists (select from payout_terms own where own.seller_id = s.id)
    returning id
"""


def database(shop: Shop) -> psycopg.Connection:
    """The shop's own database."""
    url = shop.environment["DATABASE_URL"].replace("postgresql+psycopg", "postgresql")
    return psycopg.connect(url, passfile=shop.environment.get("PGPASSFILE", ""))


def seller_of(shop: Shop, email: str) -> str:
    """The id of the seller for whom a person acts."""
    with database(shop) as connection:
        found = connection.execute(_SELLER, [email]).fetchone()
    assert found is not None
    return found[0]


def product_of(shop: Shop, email: str) -> tuple[str, str, str]:
    """Slug, title and seller's name of a product in stock of the person's seller."""
    with database(shop) as connection:
        found = connection.execute(_PRODUCT, [seller_of(shop, email)]).fetchone()
    assert found is not None
    return found[0], found[1], found[2]


@contextmanager
def paid_at_once(shop: Shop, emails: list[str]) -> Iterator[None]:
    """Terms by which these persons' sellers are paid right after delivery, and nobody else."""
    sellers = [seller_of(shop, email) for email in emails]
    with database(shop) as connection:
        made = [row[0] for row in connection.execute(_WAIT, [sellers]).fetchall()]
    try:
        yield
    finally:
        with database(shop) as connection:
            connection.execute("delete from payout_terms where id = any(%s)", [made])


def register(page: Page, email: str, name: str) -> None:
    """Make an account through the form."""
    page.goto("/register")
    page.get_by_role("textbox", name="Full name").fill(name)
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello, {name}")


def apply_to_sell(page: Page, shop_name: str) -> None:
    """Two documents, the profile, two addresses, the terms; then hand it in."""
    open_page(page, "/sell/apply")
    checklist = page.get_by_role("complementary", name="Checklist")
    expect(checklist.get_by_text("missing", exact=True)).to_have_count(5)
    for kind in ("Proof of identity", "Proof of registration"):
        page.get_by_label("What it is").select_option(label=kind)
        page.get_by_label("File", exact=True).set_input_files(
            {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": _PDF}
        )
        page.get_by_role("button", name="Add the document").click()
        expect(page.get_by_role("link", name=re.compile(f"^{kind}"))).to_be_visible()
        live(page)
    for name, value in {
        "Name of your shop": shop_name,
        "Legal name": f"{shop_name} B.V.",
        "Registration number": "NL-8812",
        "Phone": "+31 20 555 0111",
        "About your shop": "Boards and bowls, turned by hand from wood of the city's own trees.",
    }.items():
        page.get_by_role("textbox", name=name).fill(value)
    for group, street in (("Business address", "Werf 3"), ("Address for returns", "Werf 5")):
        part = page.get_by_role("group", name=group)
        part.get_by_role("textbox", name="Street and number").fill(street)
        part.get_by_role("textbox", name="Postal code").fill("1021 KP")
        part.get_by_role("textbox", name="City").fill("Amsterdam")
        part.get_by_role("textbox", name="Country (two letters)").fill("nl")
    page.get_by_role("checkbox", name=re.compile("^I accept the terms for sellers")).check()
    page.get_by_role("button", name="Hand in the application").click()
    expect(page.get_by_text("We look at it now and write to you")).to_be_visible()


def approve_application(staff: Page, shop_name: str) -> None:
    """Staff reads a document and makes the applicant a seller."""
    open_page(staff, "/admin/applications")
    staff.get_by_role("link", name=shop_name).click()
    paper = staff.get_by_role("link", name=re.compile("^Proof of identity"))
    answer = staff.request.get(paper.get_attribute("href") or "")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    staff.get_by_role("button", name="Approve").click()
    expect(staff.get_by_text("The applicant is told by e-mail.")).to_be_visible()


def enter_portal(page: Page) -> None:
    """The new seller reads the answer and goes into the portal."""
    open_page(page, "/sell/apply")
    expect(page.get_by_text("Your application was approved. Welcome.")).to_be_visible()
    page.wait_for_timeout(_REMEMBERED)
    page.get_by_role("link", name="Open your seller portal").click()
    page.wait_for_url(re.compile("/seller$"))


def approve_listing(staff: Page, title: str, mark: str) -> None:
    """Staff puts a waiting product on sale."""
    open_page(staff, f"/admin/listings?status=submitted&q={mark}")
    staff.get_by_role("checkbox", name=f"Select {title}").check()
    staff.get_by_role("button", name="Apply to the selected").click()
    expect(staff.get_by_role("status").filter(has_text="1 row done")).to_be_visible()


def find_product(page: Page, title: str) -> None:
    """Search for a new product until the index has it, and open it."""
    for _ in range(60):
        open_page(page, f"/search?q={title.replace(' ', '+')}")
        if cards(page).filter(has_text=title).count():
            break
        page.wait_for_timeout(500)
    cards(page).filter(has_text=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    live(page)


def buy_both(page: Page, title: str, other: tuple[str, str, str], email: str) -> str:
    """Two pieces of the new product and one of another seller's in one order; its number."""
    find_product(page, title)
    add_to_cart(page)
    open_page(page, f"/p/{other[0]}")
    add_to_cart(page)
    open_page(page, "/cart")
    quantity = page.get_by_role("spinbutton", name=f"Quantity of {title}")
    quantity.fill("2")
    quantity.blur()
    expect(page.get_by_role("link", name="Cart, 3 items")).to_be_attached()
    fill_checkout(page, email=email)
    expect(page.get_by_role("radiogroup", name=re.compile("^Delivery for "))).to_have_count(2)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text(other[1])
    return order_heading(page).inner_text().removeprefix("Order ")


def send_parcel(page: Page, number: str, tracking: str, pieces: int) -> None:
    """The seller sends so many pieces of the only line."""
    open_page(page, f"/seller/orders/{number}")
    page.get_by_role("spinbutton").fill(str(pieces))
    page.get_by_label("Carrier").fill("DHL")
    page.get_by_label("Tracking number").fill(tracking)
    page.get_by_role("button", name="Mark as sent").click()
    parcels = page.get_by_role("list", name="Parcels")
    expect(parcels.get_by_role("link", name=tracking)).to_be_visible()


def parcels_arrive(page: Page, number: str, count: int) -> None:
    """The seller says of each parcel that it came."""
    open_page(page, f"/seller/orders/{number}")
    for position in range(1, count + 1):
        button = page.get_by_role("button", name=f"Mark parcel {position} as delivered")
        button.click()
        expect(button).to_have_count(0)


def track(page: Page, number: str, tracking: list[str]) -> None:
    """The guest finds the order by its number and e-mail's key, and each parcel in it."""
    open_page(page, order_address(number))
    for text in tracking:
        expect(page.get_by_role("link", name=f"Track parcel {text}")).to_be_visible()


def ask_to_return_one(page: Page, number: str, title: str) -> str:
    """The guest asks to send one of two pieces back, with a photo; the return's number."""
    open_page(page, order_address(number))
    page.get_by_role("button", name="Return items").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Return items")
    live(page)
    tick = page.get_by_role("checkbox", name=f"Return {title}")
    tick.check()
    line = page.get_by_role("listitem").filter(has=tick)
    line.get_by_label("How many").fill("1")
    line.get_by_label("Why").select_option(label="It arrived damaged")
    line.get_by_label("What is wrong with it").fill("A corner is off.")
    photo = io.BytesIO()
    Image.new("RGB", (900, 700), "sienna").save(photo, "JPEG")
    page.get_by_label("Photos").set_input_files(
        {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    page.get_by_role("button", name="Send return request").click()
    expect(page.get_by_role("status").filter(has_text="Your request is sent")).to_be_visible()
    heading = page.get_by_role("heading", level=2, name=re.compile(r"^Return \w+-\S+$"))
    return heading.inner_text().removeprefix("Return ")


def take_back(page: Page, return_number: str) -> str:
    """The seller approves, receives and pays back; the amount as it is written."""
    open_page(page, f"/seller/returns/{return_number}")
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    page.get_by_label("Where to send it and how").fill("Werf 5, Amsterdam, any carrier.")
    page.get_by_role("button", name="Approve return").click()
    page.get_by_label("Condition").select_option(label="Damaged")
    page.get_by_role("button", name="Mark as received").click()
    pay = page.get_by_role("button", name="Refund ")
    amount = pay.inner_text().removeprefix("Refund ")
    pay.click()
    expect(page.get_by_text("Given back").first).to_be_visible()
    return amount


def review(page: Page, slug: str, title: str) -> None:
    """Somebody signed in writes what they think of a product."""
    open_page(page, f"/p/{slug}")
    section = page.get_by_role("region", name="Reviews")
    section.get_by_role("button", name=re.compile("Write a review")).click()
    section.get_by_role("radio", name="5 stars").check()
    section.get_by_role("textbox", name="Title").fill(title)
    section.get_by_role("textbox", name="What do you think").fill(f"As nice as hoped. {title}")
    section.get_by_role("button", name="Send review").click()
    expect(section.get_by_text(title, exact=True)).to_be_visible()


def read_statement(page: Page, number: str) -> list[dict[str, str]]:
    """The seller's only statement: opening and lines make the closing; its rows."""
    open_page(page, "/seller/statements")
    table = page.get_by_role("table", name="Statements by month, UTC")
    table.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Statement "))).to_be_visible()
    lines = page.get_by_role("table", name="Lines of the statement, by time (UTC)")
    expect(lines.get_by_role("link", name=re.compile(number)).first).to_have_attribute(
        "href", re.compile(f"^/seller/orders/{number}")
    )
    file = page.get_by_role("link", name="Download CSV").get_attribute("href") or ""
    text = page.request.get(file).text().lstrip("\ufeff")
    found = list(csv.DictReader(io.StringIO(text)))
    sums = [round(float(row["Sum"]) * 100) for row in found]
    assert (found[0]["What"], found[-1]["What"]) == ("Opening", "Closing")
    assert sum(sums[:-1]) == sums[-1]
    return found


def make_staff(admin: Page, email: str) -> None:
    """An admin gives a person with an account the role of the people who handle money."""
    open_page(admin, "/admin/team")
    admin.get_by_text("Add somebody", exact=True).click()
    new = admin.locator("details").filter(has_text="Add somebody")
    new.get_by_role("textbox", name="E-mail").fill(email)
    new.get_by_role("checkbox", name=re.compile("^Finance")).check()
    new.get_by_role("button", name="Save roles").click()
    expect(admin.get_by_text("Saved.")).to_be_visible()
    admin.wait_for_timeout(_REMEMBERED)


def propose_run(staff: Page) -> str:
    """The first person proposes a payout run and may not approve it; its number."""
    open_page(staff, "/admin/payouts")
    staff.get_by_role("button", name="Propose run").click()
    staff.wait_for_url(re.compile(r"/admin/payouts/P-"))
    expect(staff.get_by_text("Somebody else must approve it.")).to_be_visible()
    expect(staff.get_by_role("button", name="Approve")).to_have_count(0)
    return staff.url.rpartition("/")[2]


def approve_and_pay(second: Page, run: str, seller_name: str) -> None:
    """The second person agrees and pays every line."""
    open_page(second, f"/admin/payouts/{run}")
    second.get_by_role("button", name="Approve").click()
    second.get_by_role("button", name="Pay now").click()
    expect(second.get_by_role("button", name="Pay now")).to_have_count(0, timeout=60_000)
    line = second.get_by_role("row").filter(has_text=seller_name)
    expect(line).to_contain_text("Paid")


def find_revenue(staff: Page, number: str) -> None:
    """The day's revenue on the dashboard leads to the orders that make it, this one among them."""
    for _ in range(40):
        open_page(staff, "/admin?period=today")
        revenue = staff.get_by_role("main").get_by_role("link", name=re.compile("^Revenue")).first
        expect(revenue).to_be_visible()
        if re.search(r"[1-9]", revenue.inner_text()):
            break
        staff.wait_for_timeout(1000)
    revenue.click()
    expect(staff).to_have_url(re.compile(r"/admin/orders\?from="))
    expect(staff.get_by_role("table").get_by_role("link", name=number)).to_be_visible()
    open_page(staff, "/admin/reports/sales?period=today")
    expect(staff.get_by_role("heading", level=2, name="By payment method")).to_be_visible()
    open_page(staff, "/admin?period=today")
    staff.get_by_role("main").get_by_role("link", name=re.compile("^Orders")).first.click()
    expect(staff).to_have_url(re.compile(r"/admin/orders\?from="))
    expect(staff.get_by_role("table").get_by_role("link", name=number)).to_be_visible()
