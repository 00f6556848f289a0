//! Words from which people and places are invented. The lists are the project's own.

/// A usage of names: how often it is met, forenames of women and of men, surnames, and whether surnames are put together from
/// syllables too.
pub(super) struct Usage {
    pub(super) share: u32,
    pub(super) women: &'static str,
    pub(super) men: &'static str,
    pub(super) surnames: &'static str,
    pub(super) made: bool,
}

pub(super) const USAGES: &[Usage] = &[
    Usage {
        share: 70,
        women: "Margaret Susan Elizabeth Patricia Christine Jean Linda Sarah Emma Laura Rebecca Charlotte Hannah Jessica Sophie Emily \
            Chloe Olivia Amelia Grace Lucy Alice Katherine Joanne Nicola Karen Julie Deborah Jacqueline Sandra Barbara Maureen Dorothy \
            Joyce Doreen Sheila Pauline Gillian Helen Alison Jennifer Victoria Samantha Michelle Natalie Gemma Stephanie Rachel Abigail \
            Eleanor Florence Ivy Daisy Poppy Isabella Freya Rosemary Frances Judith Hilary Wendy Lesley Beverley Lorraine Teresa Angela \
            Philippa Harriet Matilda Beatrice Imogen Zoe Heather Fiona Kirsty Bethany Caitlin Leanne Kelly Donna Tracey Lynne Marion",
        men: "David John Michael Peter Robert Paul James Andrew Stephen Mark Thomas William Richard Christopher Daniel Matthew Joseph \
            Anthony Alan Brian Kevin Keith Colin Graham Ian Philip Simon Martin Nicholas Jonathan Adam Benjamin Samuel Joshua Jack Harry \
            George Oliver Charlie Alfie Oscar Henry Edward Alexander Ronald Kenneth Derek Raymond Roy Dennis Donald Gordon Douglas \
            Malcolm Trevor Barry Roger Terence Leonard Frederick Albert Arthur Stanley Ernest Norman Harold Frank Walter Reginald \
            Timothy Jeremy Adrian Neil Gary Darren Craig Lee Wayne Shaun Dean Stuart Jason Carl Ryan Liam Connor Kieran Jordan Callum",
        surnames: "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green \
            Hall Wood Jackson Clarke Harris Clark Lewis Turner Hill Cooper Ward Moore Morris Watson Baker Harrison Morgan Allen King \
            James Scott Young Mitchell Bennett Shaw Cook Carter Richardson Bailey Bell Collins Parker Miller Cox Marshall Simpson Price \
            Anderson Adams Wilkinson Foster Ellis Chapman Mason Gray Webb Rogers Hunt Mills Holmes Palmer Matthews Fisher Barnes Knight \
            Butler Russell Barker Stevens Jenkins Dixon Fletcher Hunter Reid Ross Reynolds Saunders Lloyd Pearson Payne Lee Fox Day Cole",
        made: true,
    },
    Usage {
        share: 8,
        women: "Siobhan Niamh Aoife Bridget Kathleen Maeve Orla Sinead Roisin Grainne Mary Noreen Deirdre Ciara Nuala Eileen",
        men: "Patrick Sean Declan Liam Brendan Eamon Conor Fergus Cormac Padraig Niall Aidan Kevin Dermot Ciaran Donal Seamus",
        surnames: "O'Brien Murphy Kelly O'Sullivan Walsh Byrne Ryan O'Connor O'Neill Reilly Doyle McCarthy Gallagher Doherty Kennedy \
            Lynch Murray Quinn Moore McLoughlin Carroll Connolly Daly Wilson Dunne Brennan Burke Collins Campbell Clarke Hughes Farrell \
            Fitzgerald Nolan McGrath O'Reilly McDonnell McMahon O'Donnell MacDonald McKenzie MacLeod Hennessy Keane Sweeney",
        made: false,
    },
    Usage {
        share: 8,
        women: "Fatima Ayesha Zainab Khadija Maryam Amina Nusrat Shabana Rukhsana Parveen Priya Anjali Harpreet Manpreet Jaspreet Simran \
            Sunita Neha Meena Kavita Deepa Amandeep Nasreen Yasmin Saima Bushra Tahira",
        men: "Mohammed Muhammad Ahmed Ali Hassan Hussain Imran Usman Bilal Tariq Abdul Omar Yusuf Rajesh Sanjay Vijay Amit Harjit Gurpreet \
            Sukhdev Balbir Manjit Ravi Anil Sunil Kamran Zahid Asif Rizwan Faisal Nadeem Shahid",
        surnames: "Khan Patel Singh Ahmed Hussain Ali Begum Kaur Akhtar Shah Malik Rahman Mohammed Iqbal Mahmood Chaudhry Sharma Mistry \
            Bibi Miah Uddin Islam Chowdhury Gill Sandhu Dhillon Bhatti Aziz Rashid Mirza Qureshi Siddiqui Ashraf Desai Joshi",
        made: false,
    },
    Usage {
        share: 5,
        women: "Katarzyna Agnieszka Malgorzata Anna Joanna Magdalena Ewa Zofia Elena Maria Ioana Andreea Svetlana Daiva Ilze Dorota",
        men: "Piotr Krzysztof Andrzej Tomasz Pawel Michal Marcin Lukasz Grzegorz Jakub Ion Andrei Mihai Gheorghe Dimitar Janis Jonas",
        surnames: "Nowak Kowalski Wisniewski Wojcik Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Popescu Ionescu Popa Dumitru \
            Georgiev Dimitrov Ivanov Petrov Kazlauskas Jankowski Mazur Krawczyk Piotrowski Grabowski Pawlowski Michalski Balcerzak",
        made: false,
    },
    Usage {
        share: 5,
        women: "Blessing Grace Ngozi Chioma Amara Yetunde Folake Abena Akosua Esi Fatou Aminata Comfort Patience Mercy Precious Funmi",
        men: "Emmanuel Chidi Emeka Oluwaseun Babatunde Tunde Kwame Kofi Kwabena Kojo Ibrahim Musa Samuel Daniel Godfrey Tendai Femi",
        surnames: "Okafor Adeyemi Mensah Owusu Boateng Osei Appiah Asante Okonkwo Eze Nwosu Adebayo Ogunleye Balogun Diallo Kamara Abdi \
            Mohamed Ndlovu Moyo Banda Phiri Okeke Afolabi Amoah Addo Antwi Opoku Agyeman Bello",
        made: false,
    },
    Usage {
        share: 2,
        women: "Mei Ling Xiu Hui Yan Li Na Jing Fang Wai Siu Hoi Thi Linh",
        men: "Wei Jun Ming Hao Chi Kwok Wing Kin Yuen Tao Van Minh Bo Lei",
        surnames: "Li Wang Zhang Chen Liu Yang Huang Wu Zhou Xu Lam Chan Cheung Wong Ho Ng Nguyen Tran Pham Lo Ma Yu",
        made: false,
    },
    Usage {
        share: 2,
        women: "Sian Rhiannon Carys Nerys Eirlys Menna Catrin Bethan Angharad Lowri Ffion Gwenllian",
        men: "Gareth Rhys Dafydd Iolo Emyr Geraint Owain Ieuan Huw Gethin Tomos Llywelyn",
        surnames: "Jones Williams Davies Evans Thomas Roberts Hughes Lewis Morgan Griffiths Edwards Owen Rees Lloyd Bowen Pritchard Pugh \
            ap-Dafydd Llewellyn Vaughan",
        made: false,
    },
];

pub(super) const BEGINNINGS: &str = "Ash Black Brad Broom Can Carl Chad Clay Cop Crow Dal Den Dray East Ell Far Fen Gal Gar Grims Had Hart Haw \
    Hazel Hes Hol Hum Ken Kil Lang Law Ley Lin Lock Lud Mar Mel Mid Nor Oak Pad Pem Pres Rad Ram Raw Red Ros Rush Sal Sed Shel Ship Sil Stan \
    Stav Stock Sut Swin Tad Thorn Til Tun Und Wad Wal War Wel Wes Whit Wick Wil Win Wood Wyn Yar";
pub(super) const ENDINGS: &str = "borough bourne bridge brook bury by combe cote croft dale den don field ford gate grave ham hurst ing kin land \
    ley low man mere more ridge row scough shaw side son ster stock stone sworth thorpe thwaite ton tree wall water way well wick wine wood worth";
pub(super) const STREETS: &str = "High Station Church Mill Park Victoria Albert Queens Kings London North South East West New Main School Manor \
    Chapel Spring Grange Springfield Highfield Orchard York Chester Windsor Stafford Clarence Tennyson Byron Shelley Milton Oak Ash Elm \
    Birch Beech Cedar Holly Hawthorn Willow Chestnut Lime Meadow Green Bridge River Canal Castle Abbey Priory Rectory Vicarage Trinity Nelson \
    Wellington Waterloo Alma Hanover Brunswick Gladstone Disraeli Cromwell Bedford Kent Sussex Devon Surrey Essex Norfolk Warwick";
pub(super) const SAINTS: &str = "Johns Peters Marys Georges Andrews Pauls James Davids";
pub(super) const KINDS: &[(&str, &str)] = &[
    ("Road", "Rd"),
    ("Street", "St"),
    ("Avenue", "Ave"),
    ("Lane", "La"),
    ("Close", "Cl"),
    ("Drive", "Dr"),
    ("Crescent", "Cres"),
    ("Gardens", "Gdns"),
    ("Grove", "Gr"),
    ("Place", "Pl"),
    ("Terrace", "Ter"),
    ("Square", "Sq"),
    ("Court", "Ct"),
    ("Hill", "Hill"),
    ("Mews", "Mews"),
    ("Walk", "Walk"),
    ("Way", "Way"),
    ("Row", "Row"),
    ("Rise", "Rise"),
    ("View", "View"),
];
pub(super) const BUILDINGS: &str = "Court House Lodge Point Heights Tower";
pub(super) const COTTAGES: &str =
    "Rose Ivy Oak Hill Brook Church Primrose Orchard Holly Lilac River Meadow";
pub(super) const COTTAGE_KINDS: &str = "Cottage House Farm Barn View Lodge";
pub(super) const TOWNS: &str = "Marbury Oldham-on-Sea Castleford-Green Thornwick Ashcombe Millbridge Stonehaven-Ley Carrowdale Wexborough Penllan";
pub(super) const PETS: &str = "Tiddles Fluffy Whiskers Rover Mittens Socks Ginger Felix Sooty Bella Buster Pickles Patch Smokey Tigger Rex Humphrey";
pub(super) const JOKES: &[(&str, &str)] = &[
    ("Mickey", "Mouse"),
    ("Donald", "Duck"),
    ("Homer", "Simpson"),
    ("Test", "Test"),
    ("Darth", "Vader"),
    ("Vlad", "Putin"),
    ("Santa", "Claus"),
    ("Bugs", "Bunny"),
    ("Jack", "Sparrow"),
    ("Guy", "Fawkes"),
];
