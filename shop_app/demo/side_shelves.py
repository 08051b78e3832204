"""The smaller shelves of the demo shop, and the colours and sizes that all shelves share."""

from __future__ import annotations

SIZES = ("XS", "S", "M", "L", "XL")
SHOE_SIZES = ("38", "39", "40", "41", "42", "43", "44")
STORAGE = ("128 GB", "256 GB", "512 GB")

WARM = ("terracotta", "sage", "navy", "cream", "charcoal", "mustard", "forest", "blush")
CALM = ("stone", "oat", "slate", "olive", "ink", "sand", "white", "rust")
BRIGHT = ("red", "cobalt", "yellow", "teal", "coral", "black", "mint", "lilac")
PLAIN = ("black", "white", "graphite", "silver", "navy")
CLOTH = ("navy", "oat", "olive", "charcoal", "rust", "white", "forest", "wine", "sky", "camel")

Group = tuple[tuple[str, ...], tuple[str, ...], str, str]  # colours, sizes, use, one shelf a line

MORE_GROUPS: tuple[Group, ...] = (
    (("cream", "red", "sage", "charcoal", "sky", "white"), (), "cooking", """
Kitchen/Small appliances/Espresso machines; espresso_machine; Espresso machine,Pump espresso machine; steel,enamel; 249; 1190; 9800; Pressure|bar|9,15; Milk wand|?
Kitchen/Small appliances/Toasters; toaster; Toaster,Two-slice toaster; steel,enamel; 39; 149; 1900; Power|W|800,1050; Crumb tray|?
Kitchen/Small appliances/Blenders; blender; Blender,Stand blender; glass,plastic; 49; 269; 3400; Volume|l|1,1.5,1.8; Pulse|?
Kitchen/Small appliances/Scales; scale; Kitchen scale,Mechanical scale; steel; 24; 79; 1300; Capacity|kg|3,5,10
"""),
    (CALM, (), "home", """
Home/Lighting/Pendant lamps; pendant; Pendant lamp,Hanging lamp; steel,brass,rattan; 59; 289; 1800; Diameter|mm|260,380,480; Dimmable|?
Home/Lighting/Desk lamps; desk_lamp; Desk lamp,Jointed lamp; brass,steel,aluminium; 59; 219; 2100; Height|mm|420,560; Dimmable|?
Home/Textiles/Towels; towel; Towel set,Bath towels; cotton,linen; 24; 89; 900; Pieces||Set of 3; Organic|?
Home/Decoration/Baskets; basket; Basket,Log basket,Laundry basket; rattan,jute; 29; 119; 1600; Width|mm|320,420,520
Home/Decoration/Prints; frame; Framed print,Art print; oak,walnut; 29; 149; 1500; Height|mm|400,500,700; Ready to hang|?
Home/Appliances/Fans; fan; Fan,Table fan; steel,brass; 49; 189; 3200; Speeds||2,3; Swings|?
Home/Appliances/Vacuum cleaners; vacuum; Vacuum cleaner,Cylinder vacuum; plastic; 99; 449; 6100; Power|W|600,750,900; Washable filter|?
Home/Appliances/Irons; iron; Steam iron,Iron; plastic,steel; 29; 129; 1400; Power|W|2000,2400
"""),
    (("sage", "stone", "charcoal", "rust", "navy", "cream"), (), "furniture", """
Furniture/Seating/Stools; stool; Stool,Kitchen stool; oak,walnut,beech; 59; 189; 4200; Seat height|mm|450,650
Furniture/Tables/Desks; desk; Desk,Writing desk; oak,walnut; 249; 890; 31000; Width|mm|1200,1400; Cable outlet|?
Furniture/Storage/Sideboards; sideboard; Sideboard,Low cupboard; oak,walnut; 349; 1290; 46000; Width|mm|1400,1600,1800
Furniture/Storage/Wardrobes; wardrobe; Wardrobe,Two-door wardrobe; oak,pine,walnut; 399; 1490; 68000; Height|mm|1900,2100; Mirror inside|?
"""),
    (CLOTH, ("S", "M", "L"), "wear", """
Clothing/Bottoms/Skirts; skirt; Skirt,Pleated skirt; wool,linen,cotton; 45; 139; 380; Length||Knee,Midi; Lined|?
Clothing/Accessories/Socks; socks; Socks,Walking socks; wool,cotton; 9; 29; 90; Pairs||1,2,3
Clothing/Accessories/Caps; cap; Cap,Six-panel cap; cotton,wool,canvas; 19; 49; 100; Adjustable|?
Clothing/Accessories/Felt hats; hat; Felt hat,Brimmed hat; wool; 59; 189; 160; Crushable|?
"""),
    (("black", "cognac", "navy", "olive", "sand", "wine"), (), "carry", """
Shoes and bags/Bags/Handbags; handbag; Handbag,Top-handle bag; leather,suede; 89; 390; 780; Width|mm|220,280
Shoes and bags/Small leather goods/Wallets; wallet; Wallet,Card wallet; leather; 29; 119; 90; Card slots||4,6,8; RFID lining|?
Shoes and bags/Small leather goods/Belts; belt; Belt,Leather belt; leather,suede; 29; 99; 220; Width|mm|25,30,35
"""),
    (("cognac", "black", "navy", "forest"), SHOE_SIZES, "walk", """
Shoes and bags/Shoes/Sandals; sandal; Sandals,Two-strap sandals; leather,suede; 49; 139; 560; Sole||Cork,Rubber; Adjustable|?
"""),
    (("forest", "wine", "cobalt", "blush", "white"), (), "home", """
Jewellery and watches/Jewellery/Necklaces; necklace; Necklace,Pendant necklace; gold,silver; 39; 390; 14; Length|mm|420,450,500; Hallmarked|?
Jewellery and watches/Jewellery/Earrings; earrings; Earrings,Hoop earrings; gold,silver; 29; 290; 10; Hallmarked|?; Hypoallergenic|?
"""),
    (PLAIN, (), "listen", """
Electronics/Audio/Smart speakers; smart_speaker; Smart speaker,Room speaker; linen; 49; 249; 900; Power|W|10,20,30; Microphone switch|?
Electronics/Audio/Record players; turntable; Record player,Turntable; oak,walnut; 149; 790; 5600; Speeds||33 and 45,33 45 and 78; Built-in amplifier|?
"""),
    (PLAIN, (), "screen", """
Electronics/Phones and tablets/E-readers; e_reader; E-reader,Reading tablet; plastic; 99; 289; 190; Screen|mm|152,178; Waterproof|?
Electronics/Cameras/Lenses; lens; Lens,Prime lens; aluminium; 199; 1290; 420; Focal length|mm|24,35,50,85; Weather sealed|?
Electronics/Cameras/Drones; drone; Camera drone,Folding drone; plastic; 299; 1290; 560; Flight time|min|25,31,40; Obstacle sensing|?
Electronics/Computers/Printers; printer; Printer,Home printer; plastic; 79; 349; 5400; Speed|ppm|12,18,24; Duplex|?
Electronics/Computers/Routers; router; Router,Mesh router; plastic; 49; 249; 520; Range|m|20,35,50; Guest network|?
Electronics/Television/Projectors; projector; Projector,Home projector; plastic; 199; 1190; 2600; Brightness|lm|500,1200,2400; Speaker built in|?
Electronics/Gaming/Controllers; game_controller; Game controller,Wireless controller; plastic; 29; 89; 260; Battery|h|12,20,30; Wireless|?
Electronics/Power/Chargers; charger; Charger,Two-port charger; plastic; 15; 69; 140; Power|W|30,45,65
Electronics/Power/Power banks; power_bank; Power bank,Pocket power bank; aluminium,plastic; 19; 99; 230; Capacity|mAh|5000,10000,20000; Fast charging|?
"""),
    (("forest", "rust", "blue", "olive", "red"), (), "outdoors", """
Sports and outdoors/Cycling/Bicycles; bicycle; City bicycle,Touring bicycle; steel,aluminium; 449; 1890; 12500; Gears||7,8,11; Mudguards|?
Sports and outdoors/Cycling/Helmets; helmet; Cycling helmet,Vented helmet; plastic; 39; 159; 280; Size||S,M,L; Rear light|?
Sports and outdoors/Camping/Sleeping bags; sleeping_bag; Sleeping bag,Mummy sleeping bag; nylon,cotton; 59; 289; 1200; Comfort|°C|-5,0,5,10
Sports and outdoors/Camping/Water bottles; bottle; Water bottle,Insulated bottle; steel; 15; 45; 340; Volume|ml|500,750,1000; Keeps cold|?
Sports and outdoors/Hiking/Trekking poles; trekking_poles; Trekking poles,Folding poles; aluminium; 39; 139; 480; Length|mm|1100,1200,1350
Sports and outdoors/Fitness/Kettlebells; kettlebell; Kettlebell,Cast kettlebell; iron,rubber; 19; 99; 8000; Weight|kg|4,8,12,16
Sports and outdoors/Rackets/Tennis rackets; racket; Tennis racket,Club racket; aluminium; 39; 199; 290; Head|cm²|630,645,680
"""),
    (("terracotta", "sage", "charcoal", "cream", "mustard"), (), "garden", """
Garden and tools/Planting/Plant pots; plant_pot; Plant pot pair,Pot and saucer set; stoneware,ceramic; 15; 69; 3200; Diameter|mm|180,240,320; Frost proof|?
Garden and tools/Planting/Seeds; seeds; Flower seeds,Seed packets; paper; 3; 12; 20; Sow in||Spring,Summer,Autumn; Organic|?
Garden and tools/Planting/Trowels; spade; Trowel and fork,Hand tool pair; steel; 19; 59; 620; Length|mm|280,320
Garden and tools/Hand tools/Secateurs; secateurs; Secateurs,Bypass secateurs; steel; 19; 79; 240; Cuts up to|mm|18,22,25
Garden and tools/Hand tools/Gloves; gloves; Gardening gloves,Work gloves; leather,cotton; 9; 34; 140; Size||S,M,L
Garden and tools/Hand tools/Screwdrivers; screwdriver; Screwdriver set,Four screwdrivers; steel; 14; 59; 420; Magnetic|?
Garden and tools/Storage/Toolboxes; toolbox; Toolbox,Folding toolbox; steel; 29; 119; 3100; Length|mm|420,520
"""),
    (BRIGHT, (), "play", """
Toys and games/Wooden toys/Stacking toys; stacker; Stacking rings,Stacking tower; beech; 12; 39; 480; Age from||12 months,18 months
Toys and games/Wooden toys/Cars; car; Toy car,Wooden car; beech; 9; 35; 260; Age from||18 months,3 years
Toys and games/Play houses/Doll's houses; dolls_house; Doll's house,Open doll's house; beech; 69; 229; 6200; Rooms||4; Furniture included|?
Toys and games/Games/Board games; board_game; Board game,Family game; card; 19; 59; 1100; Players||2 to 4,3 to 6; Minutes|min|20,45,60
Toys and games/Outdoor toys/Kites; kite; Kite,Diamond kite; nylon; 12; 49; 210; Span|mm|700,900,1200
"""),
    (("blush", "sage", "amber", "lavender", "cream", "white"), (), "body", """
Beauty and care/Bath/Wash and lotion; pump_bottle; Hand wash,Body lotion; glass,plastic; 9; 35; 520; Volume|ml|250,300,500; Vegan|?
Beauty and care/Bath/Bath bombs; bath_bombs; Bath bombs,Fizzing bath spheres; wax; 6; 22; 360; Scent||Lavender,Citrus,Rose; Vegan|?
Beauty and care/Skin care/Serums; serum; Serum,Face serum; glass; 15; 79; 120; Volume|ml|15,30,50; Vegan|?
Beauty and care/Teeth/Toothbrushes; toothbrush; Toothbrush set,Toothbrushes; bamboo; 5; 19; 60; Bristles||Soft,Medium
Beauty and care/Hair/Hairbrushes; hairbrush; Hairbrush,Paddle brush; beech,bamboo,walnut; 12; 59; 110; Bristles||Wood,Boar
Beauty and care/Hair/Hair dryers; hair_dryer; Hair dryer,Travel hair dryer; plastic; 29; 189; 520; Power|W|1400,1800,2100; Cold shot|?
Beauty and care/Shaving/Razors; razor; Safety razor,Razor; steel,brass; 15; 89; 110; Head||Closed comb,Open comb
"""),
    (("navy", "rust", "forest", "mustard", "wine", "sky"), (), "read", """
Books and paper/Books/Box sets; book_stack; Box of five novels,Collected works; paper; 39; 119; 2200; Language||English,French,German; Volumes||5
Books and paper/Stationery/Coloured pencils; pencils; Coloured pencils,Drawing pencils; oak; 9; 49; 240; Pencils||8,24,48
Books and paper/Stationery/Calendars; planner; Wall calendar,Picture calendar; paper; 12; 29; 320; Language||English,French,German
"""),
    (("forest", "terracotta", "mustard", "wine", "amber"), (), "eat", """
Food and drink/Larder/Honey; honey; Honey,Blossom honey; glass; 5; 18; 420; Net weight|g|250,350,500; Organic|?
Food and drink/Larder/Pasta; pasta; Pasta,Bronze-cut pasta; paper; 3; 9; 540; Net weight|g|400,500; Organic|?
Food and drink/Larder/Spices; spices; Spice trio,Three spices; glass; 9; 29; 260; Net weight|g|60,90,120; Organic|?
Food and drink/Drinks/Cordials; cordial; Cordial pair,Elderflower and berry cordial; glass; 9; 26; 1400; Volume|ml|350,500; Organic|?
Food and drink/Sweets/Biscuits; biscuits; Biscuit tin,Butter biscuits; steel; 8; 29; 620; Net weight|g|250,400; Organic|?
Food and drink/Gifts/Hampers; hamper; Gift hamper,Picnic hamper; rattan; 49; 189; 3800; Items||6,9,12
"""),
    (("oat", "sage", "charcoal", "navy", "cognac"), (), "pets", """
Pets/Dogs/Leads; lead; Dog lead,Rope lead; leather,nylon; 15; 59; 210; Length|mm|1200,1800
Pets/Dogs/Toys; rope_toy; Rope toy,Tug rope; cotton,jute; 6; 19; 180; Machine washable|?
Pets/Dogs/Bowls; pet_bowl; Bowl pair,Food and water bowls; stoneware,steel; 12; 49; 900; Volume|ml|350,700; Dishwasher safe|?
Pets/Cats/Cat trees; cat_tree; Cat tree,Two-tier cat tree; oak,wool; 69; 229; 9800; Height|mm|900,1200,1500
Pets/Cats/Scratching posts; scratcher; Scratching post,Sisal post; jute; 19; 79; 3100; Height|mm|500,700,900
"""),
)  # fmt: skip
