"""What is worth saying of each kind of thing, and how each material likes to be kept."""

from __future__ import annotations

_DETAILS = """
mug: The handle takes three fingers, four if they are slim. | The foot is left unglazed, so that it does not slide. | The rim is thin, where it counts. | It holds its heat for the length of a chapter.
glass: The base is heavy, so it stays where you put it. | Fluted below, smooth at the lip. | It fits a child's hand and a whisky alike.
teapot: The spout pours without a drip; we tried it two hundred times. | The lid stays on when you tip it. | Room for a strainer, which comes with it.
plate: A low rim keeps the sauce in. | Flat enough for a steak, deep enough for gravy. | It stacks close, with eight in the height of a hand.
bowl: Deep enough for noodles, wide enough for a salad. | The foot ring lifts it, so that you can carry it hot. | It nests in the next size up.
cutlery: The tines are polished inside as well. | The knives stand on their backs. | Balanced just behind the neck.
pan: The rim pours on both sides. | It comes up to heat slowly and stays there. | The handle is riveted three times and stays cool.
pot: The lid is heavy and lets drops fall back on the meat. | Two loops that a thick oven glove fits through. | Pale inside, so that you see what browns.
kettle: It whistles in two notes. | The spout is cut to pour slowly, for coffee as well. | The handle folds down to fit a shelf.
knife: Ground by hand to fifteen degrees a side. | The heel is rounded, where the finger rests. | It comes sharp; we show you how to keep it so.
board: A groove takes the juice. | One side for bread, one for the rest. | The grain runs lengthwise, which is kind to knives.
jar: The lid closes with a soft sigh. | A hand fits in, so you can wipe it out. | Write on the label with pencil and begin again.
pepper_mill: The burr is ceramic and adjusts from dust to gravel. | A steel pin inside, not a plastic one. | It stands dry and leaves no crumbs.
apron: The strap crosses at the back and does not pull at the neck. | A pocket wide enough for a towel. | Long enough to wipe your hands on, which one does.
lamp: The shade is lined, so the light is warm and even. | The cord is cloth, two metres long. | The switch is on the base, where a sleepy hand finds it.
vase: The neck holds five stems upright. | Glazed inside, so it does not weep. | It looks finished when it is empty, too.
candle: The wick is cotton and burns without smoke. | When it is done the vessel makes a good cup for brushes. | The scent is there when you enter and gone when you sit.
clock: It sweeps where others jump. | The hands are broad enough to read from bed. | One battery a year.
mirror: The glass is bevelled by a hair. | Hangs flat on two screws, which come along. | It makes a narrow hall twice as wide.
plant: It forgives a week without water. | Grown in a peat-free mix and repotted once. | New leaves come in a lighter green.
cushion: The zip hides in the seam. | Filled with feathers from a cover you can wash. | Edges piped by hand.
blanket: It covers two on a sofa. | Fringed at both ends and brushed on one side. | Folded it takes a hand's breadth of the shelf.
rug: Woven, so both sides may be used. | It lies flat from the first day. | Add a felt below and it stays for twenty years.
chair: The back gives a little when you lean. | Four legs, all on the floor: we check each one. | The seat is shaped by a hand and a rasp.
armchair: Deep enough to draw up your feet. | The arms are wide enough for a cup. | The seat cushion turns over.
sofa: It seats two who read and three who talk. | The legs come off, so it fits through the door. | Springs below, foam above, down on top.
table: A hand's breadth of space for each elbow. | The edge is eased, so sleeves last longer. | The legs unscrew for moving.
bookshelf: The shelves carry a metre of art books without bowing. | Fixed to the wall at two points. | The back is grooved, so nothing rattles.
bed: The slats give one by one. | It does not creak; that is most of the design. | High enough to sweep below.
tshirt: The collar keeps its round. | Taped at the shoulders, so it hangs straight. | Cut a thumb longer than most.
shirt: Buttons of corozo nut, sewn crosswise. | The collar stands without stays. | A box pleat at the back gives room.
jumper: Ribs at hem and cuff that spring back. | Linked, not cut, so no seam scratches. | Warm enough to leave the coat at home in April.
hoodie: The hood has two layers and stays up. | The pocket is one piece, bar-tacked at the corners. | Brushed inside.
jacket: Two pockets outside, one hidden. | The zip runs both ways. | The collar stands up when the wind does.
trousers: The rise is where a waist is. | Deep front pockets of the same cloth. | Hemmed with thread enough to let down twice.
dress: It has pockets. | The waist is set by a tie inside. | The skirt is full enough to cycle in.
beanie: It stays on without a squeeze. | One size, in a rib that gives. | The cuff may go up or down.
scarf: Long enough to go round twice. | The fringe is knotted by hand. | Soft at the neck on the first day.
sunglasses: Five-barrel hinges that can be tightened. | The lenses are cut in one curve, so lines stay straight. | They come in a case that folds flat.
sneaker: Stitched, not only glued. | The insole comes out to dry. | Two pairs of laces in the box.
boot: The tongue is sewn to the sides and keeps the wet out. | A loop at the heel to pull it on. | Half sizes can be had with a thicker insole.
backpack: The straps are padded where the bones are. | A sleeve for a laptop keeps clear of the floor. | It stands when you put it down.
tote: The handles go over a winter sleeve. | A pocket for keys hangs on a tape. | Flat when empty, square when full.
suitcase: Four wheels that go sideways as well. | The handle locks at two heights. | Lined with a cloth that wipes clean.
watch: The hands are blued and catch the light. | The strap comes off without a tool. | The crown is large enough for cold fingers.
ring: Rounded inside, so it slides over the knuckle. | Sized free of charge in the first year. | Polished by hand, and meant to be scratched.
headphones: The pads clip off and can be bought again. | They fold flat. | The buttons are real ones.
earbuds: Three sizes of tips in the box. | The case fits a coin pocket. | One may be used while the other charges.
speaker: It fills a kitchen without raising its voice. | A dial, not a menu. | Two make a pair.
phone: The back grips a little. | The camera lies almost flush. | Repair parts and guides are sold beside it.
tablet: A paper-like screen film is in the box. | It stands on its cover at two angles. | The pen clings to its side.
laptop: The lid opens with one finger. | The keys travel far enough to feel. | It runs cool on the lap.
monitor: Height, tilt and turn without tools. | One cable carries picture and power. | The stand leaves room for a notebook.
keyboard: The keys can be lifted out and washed. | Quiet enough for the other side of a desk. | Two feet at the back, and it needs neither.
mouse: Symmetrical, for either hand. | The wheel clicks softly. | It glides on feet that can be replaced.
camera: The dials tell you what it will do. | The shutter is quiet enough for a concert. | A real viewfinder, bright to the corners.
television: The frame is thin and the foot is wide. | It starts with the last channel, not with a menu. | The remote has twelve buttons.
tent: It stands in four minutes. | The inner tent hangs, so it may be put up in the rain. | Pegs and a repair patch are in the bag.
yoga_mat: It lies flat at once. | The grip grows with warmth. | A strap is included.
dumbbell: Six sides, so it does not roll away. | The grip is knurled, not sharp. | The number is cast in, not printed.
ball: Sewn in thirty-two panels. | It holds its air for a month. | True in the wet.
skateboard: Seven layers, pressed cold. | The wheels forgive small stones. | Bearings are greased and shielded.
watering_can: It pours in an arc and stops when you want. | The rose unscrews. | Balanced when full.
hammer: The head is forged in one and wedged twice. | The claw draws a nail of any size. | The shaft can be replaced in ten minutes.
drill: Two speeds and a clutch with nineteen steps. | A light where the screw is. | It hangs from a belt hook.
paint_tin: One coat covers most colours, two all. | Hardly any smell; sleep in the room that night. | Dries in two hours, washes off with a sponge.
toy_train: The magnets hold both ways round. | It fits the wooden tracks of all good makers. | The load comes off, and gets lost, and can be ordered again.
blocks: Cut to a tenth, so towers stand. | They come in a bag that is a mat when opened. | No two faces have quite the same grain.
bear: The eyes are stitched, so it suits the smallest. | Stuffed tightly in the legs, so it sits. | It has been hugged in testing.
puzzle: The pieces are all different, and the last one is there. | A matt print, so the lamp does not shine back. | The box is the right size for a shelf of games.
soap: It lasts six weeks at a basin. | Cut by hand, so weights differ by a gram or two. | It smells of what it is made of.
perfume: It opens bright and dries down quiet. | A spray as fine as mist. | The bottle can be filled again in most of our sellers' shops.
cream_jar: It sinks in before you have found your shirt. | No scent but its own. | The jar goes back into the kitchen afterwards.
lipstick: It stays through a coffee. | The case closes with a click and can be refilled. | Soft on the lips, not on the collar.
book: Sewn in sections, so that it opens flat. | Set in a type that lets you forget it. | A ribbon keeps your place.
notebook: The paper takes a fountain pen without bleeding. | The last twelve leaves tear out. | An elastic holds it shut in a bag.
pen: It writes at the first touch. | It takes a cartridge or a converter. | The cap posts with a click.
tea_tin: Picked in spring and packed the same summer. | Good for three pots. | The lid is double, so it stays fresh.
coffee_bag: Roasted within the week. | Notes of cocoa and orange, if you look for them. | A valve lets it breathe.
jam_jar: More fruit than sugar. | Cooked in small pans, ten jars at a time. | It sets softly and falls off the spoon.
oil_bottle: Pressed within a day of picking. | Peppery at the back of the throat, as it should be. | Dark glass keeps the light out.
chocolate: Ground for three days. | It breaks with a snap. | Two ingredients, or three.
pet_bed: The rim holds a chin. | The base does not slide. | Filled with what was once bottles.
espresso_machine: The group is solid and keeps its heat. | A gauge tells you what the grind did. | The tray lifts out without a spill.
toaster: Slots wide enough for a thick slice of sourdough. | It lifts the last crumb of a roll within reach. | The browning dial means what it says.
blender: The blade comes off for washing. | It crushes ice and forgives a cherry stone. | The lid has a hole for oil.
scale: Zero with a turn of the rim. | The bowl doubles as a lid. | It needs no battery, ever.
pendant: The light falls in a circle just wider than a table. | Two metres of cord, easily shortened. | Painted white inside.
desk_lamp: The arm stays where you leave it. | The head turns all the way round. | A weight in the foot, so no clamp.
towel: They drink from the first wash. | A loop at each end. | Thick, and dry by evening all the same.
basket: The handles are sewn through, not glued. | It keeps its shape when half full. | Good for logs, laundry and a sleeping cat.
frame: Printed with pigments that keep for a lifetime. | The mount is cut from museum card. | It hangs from one nail.
fan: Quiet enough to sleep beside. | The head tilts with a push. | The cage opens for cleaning.
vacuum: The cord winds itself up. | A brush for floors and one for crumbs. | It turns on the spot.
iron: The steam comes where the button is. | The tip finds its way between buttons. | It turns itself off when forgotten.
stool: High enough for a counter, low enough for a chat. | The bar is where feet go. | It carries a grown man who is changing a bulb.
desk: Three drawers that run on wood. | The top is deep enough for a screen and a tired arm. | A gap at the back for cables.
sideboard: Sliding doors in reeded wood. | A shelf inside moves up and down. | The back is finished, so it may stand free.
wardrobe: The rail takes thirty shirts. | It comes apart as it went together. | The doors close by themselves, the last bit.
skirt: The pleats are pressed to stay. | The button is sewn on twice. | It swings.
socks: No seam at the toe. | Heel and toe are knitted double. | They stay up without a grip.
cap: The peak is stiff enough to hold and soft enough to pocket. | A cloth strap behind, with a brass slide. | Six panels, so it fits round heads too.
hat: Blocked by hand over wood. | The band is sewn, not glued. | It takes rain and comes back to form.
handbag: It opens wide and closes with one hand. | A pocket inside for a telephone and one for keys. | Four feet keep the leather off the floor.
wallet: Thin with eight cards. | The corners are turned, not cut. | Coins go elsewhere.
belt: Cut from one length. | The buckle comes off. | Five holes, and we add a sixth for free.
sandal: Two buckles that do not dig. | The footbed takes your shape in a week. | It can be soled again.
necklace: The clasp can be closed by one person. | The stone is set open at the back, so light gets in. | The chain does not catch hair.
earrings: Light enough to forget. | The hook is closed by a tiny loop. | They come in a box that one keeps.
smart_speaker: A switch that really turns the microphone off. | The cloth comes off for washing. | Round in all directions, and so is the sound.
turntable: The arm lifts by itself at the end. | A belt drive, easily replaced. | The feet take up the steps of dancers.
e_reader: It weighs less than the paperback. | The page has no glare at the beach. | A button for each thumb.
lens: Rings that turn like honey. | Eight elements, none of plastic. | A hood is in the box.
drone: It folds to the size of a water bottle. | It comes home by itself when the battery runs low. | Two spare blades come with it.
printer: Ink comes in bottles, not in thimbles. | It prints both sides without asking. | The paper goes in at the back.
router: Set up by a card in the box, not by an app. | It tells you who is on the line. | Wall or shelf, both work.
projector: It focuses by itself. | A lamp that lasts for years of Fridays. | Quieter than the film.
game_controller: The sticks do not drift. | It charges from any cable in the house. | A wedge under each finger.
charger: Two devices at once, each at full speed. | The prongs are at the end, where they belong. | It stays cool.
power_bank: Four lights tell how full it is. | It goes through airport security. | Full again overnight.
bicycle: Lugged, painted and ready to ride. | Fittings for a rack at both ends. | It comes with its tools, and needs them once.
helmet: A dial at the back takes up the slack. | Eleven vents and a net against wasps. | The pads go in the wash.
sleeping_bag: The zip does not bite. | The hood closes round a nose. | It packs to the size of a loaf.
bottle: It keeps tea hot until the summit. | The mouth takes ice cubes. | It does not sweat in a bag.
trekking_poles: The locks can be worked with gloves. | Cork that does not slip in the sun. | Baskets for mud and for snow.
kettlebell: The handle is wide enough for two hands. | A flat base, so it parks where you leave it. | Smooth, without a seam.
racket: Strung by hand at a middling tension. | Forgiving off the centre. | The grip can be wound anew.
plant_pot: A hole in the foot and a saucer below. | Thick walls that keep roots cool. | It weathers to a paler shade.
seeds: Open-pollinated, so you may save your own. | Tested this year: nine of ten come up. | Instructions on the back that fit a back.
spade: A tang that runs through the handle. | Sharpened on one side, for roots. | A hole to hang it by.
secateurs: The blade comes out for sharpening. | The spring does not jump away. | A bright handle, so you find it in the grass.
gloves: Cut so that a thumb works. | The cuff keeps earth out. | They soften with every bed.
screwdriver: Two flat, two cross, hardened at the tip. | The handle gives torque to wet hands. | They hang in a row.
toolbox: It opens in one movement. | The handle lies flat, so boxes stack. | A tray for what is small.
stacker: Five rings, one ball, endless orders. | The rod is blunt and thick. | Colours on a base of water.
car: The axles are steel, so it runs straight. | It fits a pocket, and usually is in one. | Wheels that can be heard coming.
dolls_house: Open at the front, so that two can play. | The stairs are missing on purpose; dolls fly. | Doors that swing and stay.
board_game: Explained in three minutes. | Won by luck and nerve in equal parts. | Spare pieces in the lid.
kite: It flies from the wind of a bicycle. | Thirty metres of line on a wooden reel. | The rods are replaced in a minute.
pump_bottle: Three pushes, not ten. | It rinses off at once. | Refills come in paper.
bath_bombs: They fizz for four minutes. | The bath stays clean. | Three in a box, and no glitter.
serum: Two drops in the morning. | It goes under cream and under sunlight. | A short list of what is in it.
toothbrush: Marked by colour, so that three can share a cup. | The handle goes on the compost. | Small heads that reach the back.
hairbrush: The cushion gives, the pins do not prick. | It smooths without pulling. | A handle for wet hands.
hair_dryer: Quiet, for something that blows. | The cord turns in its socket. | A cold button that stays pressed.
razor: It takes any ordinary blade. | The weight does the work. | A knurled handle that holds with soap.
book_stack: Five stories that speak to one another. | A box that makes a shelf look settled. | Sewn, not glued.
pencils: Soft leads that do not break when dropped. | Sharpen them with a knife; they deserve it. | The colours mix like paint.
planner: Large squares for small plans. | The pictures may be cut out and kept. | School holidays are marked.
honey: From hives at the edge of a lime wood. | It sets in winter and runs in June. | Never heated.
pasta: Rough enough to hold the sauce. | Dried slowly, for two days. | Eleven minutes, and it forgives twelve.
spices: Ground the week it is packed. | Whole seeds where whole is better. | Three that belong together.
cordial: One part to six of water. | More flower than sugar. | Good with something stronger.
biscuits: Baked in trays of twelve. | Butter, and one does taste it. | The tin outlives what was in it.
hamper: Packed by hand on the day it leaves. | Tell us what nobody in the house eats. | The basket stays for picnics.
lead: The hook is solid brass. | A loop halfway, for crossings. | It softens where you hold it.
rope_toy: Knotted tightly, so threads stay in. | Good for gums. | It floats.
pet_bowl: A heavy foot that does not wander. | Low enough for a small chin. | Two, so that water and food may stand apart.
cat_tree: Screwed, not stapled, and it does not sway. | The covers come off. | A house, a lookout, and a thing to hit.
scratcher: The rope can be wound anew. | Heavier than the cat. | Tall enough for a full stretch.
collar: The edges are rounded and painted. | The ring is welded. | It softens in a week of walks.
"""


def _read(text: str) -> dict[str, tuple[str, ...]]:
    table = {}
    for line in text.strip().splitlines():
        name, _, sentences = line.partition(": ")
        table[name] = tuple(sentence.strip() for sentence in sentences.split(" | "))
    return table


DETAILS = _read(_DETAILS)

CARE = _read("""
stoneware: Goes into the dishwasher, if you like. | Keep it away from sudden cold.
porcelain: Dishwasher-proof up to sixty degrees. | A soft cloth brings back the shine.
ceramic: Wash it warm. | Wipe it with a damp cloth.
enamel: Do not scrub it with steel; soak it instead. | Dry it after washing.
glass: Clean it with vinegar and a cloth. | Dishwasher-proof, on the upper rack.
steel: A little vinegar takes off the rainbow. | Wipe it dry and it stays bright.
iron: Rub it with oil when it looks dull. | Never leave it in the sink overnight.
aluminium: Wipe it with a damp cloth, nothing sharp. | It does not rust.
titanium: It asks for no care at all.
copper: Lemon and salt bring back the glow. | Leave it, and it goes brown.
brass: Polish it once a year, or never. | It darkens first where you touch it.
oak: Oil it once a year. | Keep it off the radiator.
walnut: Wax it when it looks dry. | Out of the sun it keeps its colour longest.
beech: Wipe it, let it dry, oil it now and then.
ash: Soap it twice a year.
pine: It yellows gently; that is the light, not a fault.
bamboo: Wipe it and stand it up to dry.
cotton: Wash at forty degrees. | Comes out of the machine softer each time.
linen: Wash at forty, hang it wet, skip the iron.
wool: Air it more often than you wash it. | Wash it cold, dry it flat.
knit: Wash it cold and dry it flat.
denim: Wash it seldom, inside out.
canvas: Brush it dry. | Wax it again after two winters.
silk: Wash it by hand in cool water.
velvet: Brush with the pile. | Steam lifts what a chair pressed flat.
boucle: Vacuum it with the soft brush.
fleece: Wash at thirty degrees, without softener.
nylon: Sponge it clean; no tumble dryer.
leather: Feed it with balm twice a year. | Let it dry away from the stove.
suede: A brush and patience.
jute: Vacuum it; do not wet it.
plastic: Wipe it with a damp cloth.
rubber: Rinse it and hang it up.
cork: Wipe it with mild soap.
wax: Keep it cool and out of the sun.
paper: Keep it dry, and lend it carefully.
card: Keep it dry.
gold: Warm water, a drop of soap, a soft brush.
silver: Wear it, and it stays bright.
rattan: Mist it with water in dry winters.
clear: Wipe it with a damp cloth.
""")

OPENINGS = (
    "{series} is the {noun} that {maker} has made since the beginning.",
    "{maker} drew {series} as a {noun} to keep.",
    "{article} {noun} by {maker}, from the {series} series.",
    "{series} began as a single {noun} for a friend of the workshop.",
    "{article} plain {noun}, done well: that is {series} by {maker}.",
    "At {maker} they redrew this {noun} eleven times and kept the tenth.",
    "{series} is what {maker} makes when nobody asks for more.",
    "The {series} {noun} has been in the {maker} catalogue longer than most of us.",
    "{maker} makes few things; the {series} {noun} is the one people write about.",
    "You will know {series} by {maker} from its calm outline.",
    "For {series}, {maker} went back to how a {noun} used to be made.",
    "{series} is a {noun} for every day, made by {maker} with Sundays in mind.",
)

PLURAL_OPENINGS = (
    "{series} are the {noun} that {maker} has made since the beginning.",
    "{maker} drew the {series} {noun} to last.",
    "From the {series} series by {maker}: {noun} for every day.",
    "The {series} {noun} began as one set for a friend of the workshop.",
    "Plain {noun}, done well: that is {series} by {maker}.",
    "At {maker} they redrew these {noun} eleven times and kept the tenth.",
    "{series} {noun} are what {maker} makes when nobody asks for more.",
    "You will know the {series} {noun} by {maker} from their calm outline.",
)
_SINGULAR = ("glass", "dress", "lens", "compass", "canvas")


def is_plural(noun: str) -> bool:
    """Whether the noun takes `are`: sunglasses, socks, coffee beans."""
    return noun.endswith("s") and not noun.endswith(_SINGULAR)
