"""The shelves of the demo shop: departments, categories and the kinds of things that lie on them."""

from __future__ import annotations

from dataclasses import dataclass

from shop_app.demo.side_shelves import (
    BRIGHT,
    CALM,
    CLOTH,
    MORE_GROUPS,
    PLAIN,
    SHOE_SIZES,
    SIZES,
    STORAGE,
    WARM,
    Group,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of product: how it is named, drawn, priced (euro), and what its variants differ in.

    `count` products lie on it; `nouns` are its names; `facts` are typed attributes as "Name|unit|value,value" or
    "Name||word,word" or "Name|?" for yes or no; `sizes` a second option beside colour.
    """

    category: str
    kind: str
    nouns: tuple[str, ...]
    materials: tuple[str, ...]
    price: tuple[float, float]
    colours: tuple[str, ...] = WARM
    sizes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    use: str = "home"
    grams: int = 500
    count: int = 24

    @property
    def department(self) -> str:
        """The first step of the path."""
        return self.category.split("/")[0]


def _shelf(
    line: str, colours: tuple[str, ...], sizes: tuple[str, ...], use: str, count: int
) -> Shelf:
    category, kind, nouns, materials, low, high, grams, *facts = (
        p.strip() for p in line.split(";")
    )
    return Shelf(
        category,
        kind,
        tuple(nouns.split(",")),
        tuple(materials.split(",")),
        (float(low), float(high)),
        colours,
        sizes,
        tuple(fact for fact in facts if fact),
        use,
        int(grams),
        count,
    )


_GROUPS: tuple[Group, ...] = (
    (WARM, (), "table", """
Kitchen/Drinkware/Mugs; mug; Mug,Cup,Breakfast mug; stoneware,porcelain,ceramic,enamel; 8; 26; 380; Volume|ml|250,300,350,420; Dishwasher safe|?
Kitchen/Drinkware/Glasses; glass; Tumbler pair,Water glasses,Highball pair; glass; 9; 32; 520; Volume|ml|220,280,350; Pieces||Set of 2,Set of 4
Kitchen/Drinkware/Teapots; teapot; Teapot,Tea pot with strainer; stoneware,porcelain,iron; 24; 78; 1100; Volume|ml|600,900,1200; Dishwasher safe|?
Kitchen/Tableware/Plates; plate; Dinner plate,Side plate,Pasta plate; stoneware,porcelain,ceramic; 9; 34; 720; Diameter|mm|180,220,270; Dishwasher safe|?; Oven safe|?
Kitchen/Tableware/Bowls; bowl; Bowl,Salad bowl,Soup bowl; stoneware,porcelain,oak; 10; 46; 640; Diameter|mm|140,180,240; Dishwasher safe|?
Kitchen/Tableware/Cutlery; cutlery; Cutlery set,Table cutlery; steel; 29; 129; 1200; Pieces||16 pieces,24 pieces; Dishwasher safe|?
"""),
    (("black", "silver", "charcoal", "cream", "forest", "red"), (), "cooking", """
Kitchen/Cookware/Frying pans; pan; Frying pan,Skillet,Crêpe pan; iron,steel,aluminium,copper; 24; 119; 1500; Diameter|mm|200,240,280; Induction|?; Oven safe|?
Kitchen/Cookware/Casseroles; pot; Casserole,Cooking pot,Stew pot; iron,enamel,steel; 39; 229; 3600; Volume|l|2.2,4,5.6; Induction|?; Oven safe|?
Kitchen/Cookware/Kettles; kettle; Stovetop kettle,Whistling kettle; steel,enamel,copper; 34; 98; 1300; Volume|l|1.2,1.7,2.1; Induction|?
Kitchen/Knives and boards/Knives; knife; Chef's knife,Cook's knife,Kitchen knife; steel,titanium; 29; 189; 240; Blade length|mm|160,200,230; Dishwasher safe|?
Kitchen/Knives and boards/Boards; board; Chopping board,Serving board,Carving board; oak,walnut,beech,bamboo; 18; 84; 1400; Length|mm|300,380,450
Kitchen/Small helpers/Storage jars; jar; Storage jar,Pantry jar; glass; 9; 32; 640; Volume|ml|500,1000,1500; Airtight|?
Kitchen/Small helpers/Mills; pepper_mill; Pepper mill,Salt mill; beech,steel,oak; 19; 64; 320; Height|mm|140,180,220
Kitchen/Small helpers/Aprons; apron; Apron,Cook's apron; cotton,linen; 24; 62; 350; Machine washable|?
"""),
    (CALM, (), "home", """
Home/Lighting/Table lamps; lamp; Table lamp,Side lamp,Bedside lamp; brass,ceramic,steel; 39; 189; 2100; Height|mm|320,420,540; Dimmable|?
Home/Decoration/Vases; vase; Vase,Bud vase,Floor vase; ceramic,stoneware,glass; 18; 96; 1100; Height|mm|160,240,380
Home/Decoration/Candles; candle; Scented candle,Jar candle; wax; 12; 46; 420; Burning time|h|25,45,60; Scent||Fig,Cedar,Orange blossom,Sea salt
Home/Decoration/Clocks; clock; Wall clock,Silent wall clock; oak,steel,walnut; 29; 119; 900; Diameter|mm|250,300,400; Silent|?
Home/Decoration/Mirrors; mirror; Arched mirror,Wall mirror; oak,brass,steel; 49; 249; 4200; Height|mm|600,800,1000
Home/Decoration/Plants; plant; Potted plant,Fig tree,Rubber plant; ceramic,stoneware; 19; 89; 3200; Height|mm|350,600,900; Pet safe|?
Home/Textiles/Cushions; cushion; Cushion,Scatter cushion; linen,velvet,boucle,wool; 19; 69; 600; Width|mm|400,450,500; Machine washable|?
Home/Textiles/Blankets; blanket; Blanket,Throw; wool,cotton,knit; 39; 179; 1300; Length|mm|1700,2000; Machine washable|?
Home/Textiles/Rugs; rug; Rug,Hallway runner,Woven rug; wool,jute,cotton; 59; 489; 5200; Length|mm|1400,2000,3000
"""),
    (("sage", "stone", "charcoal", "rust", "navy", "cream"), (), "furniture", """
Furniture/Seating/Chairs; chair; Dining chair,Side chair; oak,walnut,beech,ash; 89; 349; 5600; Seat height|mm|440,460; Stackable|?
Furniture/Seating/Armchairs; armchair; Armchair,Reading chair; boucle,velvet,leather,linen; 289; 990; 21000; Seat height|mm|400,420
Furniture/Seating/Sofas; sofa; Two-seat sofa,Sofa,Three-seat sofa; linen,boucle,velvet,leather; 690; 2490; 58000; Width|mm|1600,1900,2300; Removable covers|?
Furniture/Tables/Dining tables; table; Dining table,Kitchen table; oak,walnut,ash; 349; 1590; 42000; Length|mm|1400,1800,2200; Extendable|?
Furniture/Storage/Bookcases; bookshelf; Bookcase,Shelf unit; oak,walnut,pine; 149; 690; 31000; Height|mm|900,1400,1900
Furniture/Bedroom/Beds; bed; Bed frame,Bed with headboard; oak,walnut,ash; 349; 1490; 52000; Width|mm|1400,1600,1800
"""),
    (CLOTH, SIZES, "wear", """
Clothing/Tops/T-shirts; tshirt; T-shirt,Plain T-shirt,Heavy T-shirt; cotton,linen; 19; 49; 190; Fit||Regular,Relaxed,Slim; Organic|?
Clothing/Tops/Shirts; shirt; Shirt,Oxford shirt,Overshirt; cotton,linen,denim; 39; 119; 280; Fit||Regular,Relaxed,Slim; Collar||Button-down,Classic,Grandad
Clothing/Knitwear/Jumpers; jumper; Jumper,Roll-neck jumper,Fisher jumper; wool,knit,cotton; 59; 179; 480; Fit||Regular,Relaxed; Machine washable|?
Clothing/Knitwear/Hoodies; hoodie; Hoodie,Heavy hoodie; cotton,fleece; 45; 109; 560; Fit||Regular,Relaxed; Organic|?
Clothing/Outerwear/Jackets; jacket; Jacket,Rain jacket,Field jacket; canvas,nylon,wool; 89; 329; 900; Waterproof|?; Lining||Unlined,Recycled,Cotton
Clothing/Bottoms/Trousers; trousers; Trousers,Chinos,Wide trousers; cotton,linen,denim,wool; 49; 139; 520; Fit||Regular,Slim,Wide
Clothing/Dresses/Dresses; dress; Dress,Shirt dress,Midi dress; linen,cotton,silk; 59; 189; 400; Length||Mini,Midi,Maxi; Organic|?
"""),
    (CLOTH, (), "wear", """
Clothing/Accessories/Hats; beanie; Beanie,Ribbed beanie; wool,knit; 19; 59; 110; Season||Winter,All year
Clothing/Accessories/Scarves; scarf; Scarf,Wool scarf; wool,silk,cotton; 25; 98; 180; Length|mm|1600,1900
Clothing/Accessories/Sunglasses; sunglasses; Sunglasses,Round sunglasses; plastic,titanium; 39; 189; 40; Polarised|?; UV filter||UV400
"""),
    (("white", "black", "navy", "cognac", "olive", "grey", "sand"), SHOE_SIZES, "walk", """
Shoes and bags/Shoes/Trainers; sneaker; Trainer,Court trainer,Runner; leather,canvas,suede; 59; 179; 820; Sole||Rubber,Recycled rubber; Waterproof|?
Shoes and bags/Shoes/Boots; boot; Ankle boot,Walking boot,Lace boot; leather,suede; 119; 329; 1250; Sole||Rubber,Leather; Waterproof|?
"""),
    (("black", "cognac", "navy", "olive", "sand", "wine"), (), "carry", """
Shoes and bags/Bags/Backpacks; backpack; Backpack,Day pack,Buckle backpack; canvas,nylon,leather; 49; 219; 950; Capacity|l|14,20,28; Waterproof|?
Shoes and bags/Bags/Totes; tote; Tote bag,Shopper; canvas,leather,cotton; 19; 159; 420; Capacity|l|12,18
Shoes and bags/Luggage/Suitcases; suitcase; Cabin case,Suitcase; plastic,aluminium; 99; 449; 3400; Capacity|l|36,62,90; Lockable|?
Jewellery and watches/Watches/Watches; watch; Watch,Field watch,Automatic watch; leather,steel; 79; 590; 90; Case|mm|36,38,41; Water resistance|m|30,50,100
Jewellery and watches/Jewellery/Rings; ring; Ring,Solitaire ring,Stone ring; gold,silver; 39; 449; 12; Hallmarked|?
"""),
    (PLAIN, (), "listen", """
Electronics/Audio/Headphones; headphones; Headphones,Over-ear headphones; plastic,aluminium; 49; 389; 270; Battery|h|20,30,45; Noise cancelling|?; Wireless|?
Electronics/Audio/Earbuds; earbuds; Earbuds,True wireless earbuds; plastic; 29; 229; 60; Battery|h|6,8,10; Noise cancelling|?
Electronics/Audio/Speakers; speaker; Speaker,Bluetooth speaker,Shelf speaker; plastic,walnut,aluminium; 39; 449; 1400; Power|W|10,30,60; Waterproof|?
"""),
    (PLAIN, STORAGE, "screen", """
Electronics/Phones and tablets/Phones; phone; Phone,Smartphone; aluminium,titanium; 199; 1190; 190; Screen|mm|148,158,170; 5G|?
Electronics/Phones and tablets/Tablets; tablet; Tablet,Drawing tablet; aluminium; 249; 1290; 520; Screen|mm|210,270,320; Pen included|?
Electronics/Computers/Laptops; laptop; Laptop,Ultrabook; aluminium; 590; 2290; 1300; Screen|mm|330,360,400; Memory|GB|8,16,32
"""),
    (PLAIN, (), "screen", """
Electronics/Computers/Monitors; monitor; Monitor,Office monitor; plastic,aluminium; 149; 890; 5200; Screen|mm|610,690,810; Height adjustable|?
Electronics/Computers/Keyboards; keyboard; Keyboard,Mechanical keyboard; plastic,aluminium; 39; 219; 850; Layout||ISO,ANSI; Wireless|?
Electronics/Computers/Mice; mouse; Mouse,Wireless mouse; plastic; 15; 119; 95; Buttons||3,5,7; Wireless|?
Electronics/Cameras/Cameras; camera; Camera,Compact camera; plastic,leather; 290; 1890; 480; Resolution|MP|20,24,45; Stabilised|?
Electronics/Television/Televisions; television; Television,Smart television; plastic; 299; 1990; 14000; Screen|mm|1090,1260,1400; HDR|?
"""),
    (("forest", "rust", "blue", "olive", "red"), (), "outdoors", """
Sports and outdoors/Camping/Tents; tent; Two-person tent,Trekking tent; nylon,canvas; 119; 590; 2600; Sleeps||1,2,3,4; Waterproof|?
Sports and outdoors/Fitness/Yoga mats; yoga_mat; Yoga mat,Exercise mat; rubber,cork; 25; 98; 1600; Thickness|mm|4,5,6
Sports and outdoors/Fitness/Weights; dumbbell; Dumbbell,Hand weight; iron,rubber; 15; 89; 5000; Weight|kg|2,5,8,10
Sports and outdoors/Ball games/Balls; ball; Football,Match ball; leather,rubber; 15; 69; 430; Size||3,4,5
Sports and outdoors/Wheels/Skateboards; skateboard; Skateboard,Cruiser board; oak,beech; 49; 149; 2400; Length|mm|710,790
"""),
    (("terracotta", "sage", "charcoal", "cream", "copper"), (), "garden", """
Garden and tools/Watering/Watering cans; watering_can; Watering can,Indoor watering can; steel,copper; 18; 69; 900; Volume|l|1,5,9
Garden and tools/Hand tools/Hammers; hammer; Hammer,Claw hammer; steel; 14; 49; 680; Weight|g|300,450,600
Garden and tools/Power tools/Drills; drill; Cordless drill,Drill driver; plastic; 59; 289; 1500; Voltage|V|12,18; Batteries||1,2
Garden and tools/Paint/Wall paint; paint_tin; Wall paint,Chalk paint; steel; 19; 89; 3200; Volume|l|0.75,2.5,5; Finish||Matt,Silk
"""),
    (BRIGHT, (), "play", """
Toys and games/Wooden toys/Trains; toy_train; Wooden train,Toy train; beech; 15; 59; 480; Age from||18 months,2 years,3 years
Toys and games/Wooden toys/Blocks; blocks; Building blocks,Stacking blocks; beech; 19; 79; 1200; Pieces||24,48,100
Toys and games/Soft toys/Bears; bear; Bear,Teddy bear; wool,cotton; 19; 69; 320; Height|mm|200,300,400; Machine washable|?
Toys and games/Games/Puzzles; puzzle; Jigsaw puzzle,Puzzle; card; 12; 39; 700; Pieces||100,500,1000
"""),
    (("blush", "sage", "amber", "lavender", "cream", "white"), (), "body", """
Beauty and care/Bath/Soap; soap; Bar soap,Hand soap bar; wax; 5; 18; 120; Scent||Olive,Lavender,Citrus,Unscented; Vegan|?
Beauty and care/Fragrance/Perfume; perfume; Eau de parfum,Eau de toilette; glass; 29; 149; 260; Volume|ml|30,50,100; Vegan|?
Beauty and care/Skin care/Creams; cream_jar; Face cream,Night cream,Hand cream; glass; 12; 69; 180; Volume|ml|30,50,75; Vegan|?
Beauty and care/Make-up/Lipstick; lipstick; Lipstick,Lip colour; plastic; 12; 39; 40; Finish||Matt,Satin,Sheer; Vegan|?
"""),
    (("navy", "rust", "forest", "mustard", "wine", "sky"), (), "read", """
Books and paper/Books/Novels; book; Novel,Collected stories,Long poem; paper; 9; 28; 420; Language||English,French,German; Hardback|?
Books and paper/Books/Cookbooks; book; Cookbook,Baking book; paper; 18; 49; 1100; Language||English,French; Hardback|?
Books and paper/Stationery/Notebooks; notebook; Notebook,Sketchbook; paper,leather; 6; 32; 310; Pages||96,160,240; Ruling||Plain,Lined,Dotted
Books and paper/Stationery/Pens; pen; Fountain pen,Rollerball; brass,aluminium; 12; 129; 60; Nib||Extra fine,Fine,Medium
"""),
    (("forest", "terracotta", "mustard", "wine", "cream"), (), "eat", """
Food and drink/Tea and coffee/Tea; tea_tin; Black tea,Green tea,Herbal tea; steel; 6; 24; 180; Net weight|g|80,100,150; Organic|?
Food and drink/Tea and coffee/Coffee; coffee_bag; Coffee beans,Espresso beans; paper; 7; 26; 350; Net weight|g|250,500,1000; Roast||Light,Medium,Dark; Organic|?
Food and drink/Larder/Jam; jam_jar; Jam,Marmalade; glass; 4; 12; 420; Net weight|g|200,250,340; Organic|?
Food and drink/Larder/Olive oil; oil_bottle; Olive oil,Cold-pressed olive oil; glass; 9; 34; 900; Volume|ml|250,500,750; Organic|?
Food and drink/Sweets/Chocolate; chocolate; Chocolate bar,Dark chocolate; paper; 3; 12; 110; Cocoa|%|45,60,72,85; Organic|?
"""),
    (("oat", "sage", "charcoal", "navy", "cognac"), (), "pets", """
Pets/Dogs/Dog beds; pet_bed; Dog bed,Pet bed; cotton,linen,boucle; 39; 149; 2200; Width|mm|500,700,900; Machine washable|?
Pets/Dogs/Collars; collar; Dog collar,Walking collar; leather,nylon; 12; 59; 90; Neck|mm|300,380,450
"""),
)  # fmt: skip

SHELVES: tuple[Shelf, ...] = tuple(
    _shelf(line, colours, sizes, use, count)
    for groups, count in ((_GROUPS, 24), (MORE_GROUPS, 7))
    for colours, sizes, use, text in groups
    for line in text.strip().splitlines()
)

ABOUT = {
    "Kitchen": "What you cook with, eat from and pour from, made to be used every day.",
    "Home": "Light, textiles and the small things that make rooms yours.",
    "Furniture": "Chairs, tables and beds of solid wood and honest cloth.",
    "Clothing": "Clothes that are cut well, mended easily and worn often.",
    "Shoes and bags": "For the way there and back: shoes, bags and cases.",
    "Jewellery and watches": "Small things that last longer than we do.",
    "Electronics": "Sound, screens and the tools of work, with true stock.",
    "Sports and outdoors": "For the hills, the park and the mat at home.",
    "Garden and tools": "To plant, water, drill and paint.",
    "Toys and games": "To push, stack, cuddle and puzzle over.",
    "Beauty and care": "For skin, lips and a good bath.",
    "Books and paper": "To read and to write in.",
    "Food and drink": "From small roasters, presses and jam pans.",
    "Pets": "For those who wait at the door.",
}
