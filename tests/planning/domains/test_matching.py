"""Different people ask for each domain in their own words, with or without phrases around them."""

from __future__ import annotations

import pytest

from rowsmith.planning.builtin.domains import ranked

ASKED: dict[str, list[str]] = {
    "email_campaigns": ["email marketing campaign", "newsletter recipients who opened and clicked"],
    "vet_visits": ["veterinary clinic visits", "appointments at an animal clinic"],
    "crypto_prices": [
        "crypto market data, one row for each coin and day",
        "daily bitcoin prices",
        "does the price of a cryptocurrency go up the next day",
    ],
    "disease_cases": [
        "covid cases and which patients had to be hospitalised",
        "predict hospitalisation of people infected with a virus",
        "cases of a flu epidemic",
    ],
    "forest_fires": [
        "forest fires with weather indices and burned area",
        "predict how many hectares burn in a wildfire",
        "wildfires of some summers and the drought before",
    ],
    "kidney_disease": [
        "lab values of patients, with or without ckd",
        "predict chronic kidney disease from blood and urine tests",
        "patients with renal failure",
    ],
    "mushrooms": [
        "edible or poisonous mushrooms by cap, gills and smell",
        "predict which wild fungi can be eaten",
        "a table of mushrooms, are they toxic?",
    ],
    "news_articles": [
        "articles of an online news site and how often they are shared",
        "predict the popularity of news articles",
        "news stories and the number of times each was shared",
    ],
    "olympic_athletes": [
        "athletes at the Olympic Games and the medals they won",
        "olympics data by sport and country",
        "predict which athletes win a medal at the summer games",
    ],
    "pay_gap": [
        "gender pay gap in a company",
        "do men and women earn the same for the same job?",
        "salaries of men and women by role and seniority, with bonus",
    ],
    "tennis_matches": [
        "tennis match results by surface and ranking",
        "predict who wins a match on the tennis tour",
        "ATP style results for a season",
    ],
    "truck_fuel": [
        "fuel use of a fleet of trucks per trip",
        "how much diesel our lorries use on each trip",
        "predict how many litres of fuel our trucks burn",
    ],
    "university_dropout": [
        "students who drop out of university",
        "predict which college students quit their studies",
        "student dropout at a university, with their grades and fees",
    ],
    "vaccinations": [
        "a vaccination campaign, dose by dose",
        "who gets side effects after a vaccine",
        "immunization records of a clinic",
    ],
    "wind_power": [
        "turbine output by wind speed",
        "hourly electricity generation of a wind farm",
        "predict how much power wind turbines produce",
    ],
    "dairy_cows": ["milk production of dairy cows", "dairy herd records"],
    "movie_ratings": ["movie ratings by users", "films that users rated for a recommender"],
    "ad_clicks": [
        "ad click prediction",
        "predict if a user clicks on an ad",
        "banner ad impressions",
    ],
    "bike_trips": [
        "bike share trips",
        "rides of a bike share in a big city",
        "single trip records from a bikeshare, members and casual riders",
    ],
    "book_ratings": [
        "goodreads style book data",
        "what makes a novel get a good rating",
        "books and how readers rate them",
    ],
    "cafe_sales": [
        "coffee shop sales",
        "bakery till transactions for a year",
        "what a small caf\u00e9 sells",
    ],
    "call_center_calls": [
        "call center data",
        "inbound calls of a contact center",
        "call logs of a contact centre, resolved or not",
        "customer service calls",
    ],
    "car_fuel_economy": [
        "auto mpg",
        "fuel efficiency of cars",
        "fuel consumption of cars by engine and weight",
    ],
    "concrete_strength": [
        "concrete compressive strength",
        "concrete mixes and their compressive strength",
        "predict how strong a concrete mixture gets",
    ],
    "country_happiness": [
        "happiness index of countries",
        "which countries are happiest and why",
        "World happiness report by country and year",
    ],
    "crop_yields": [
        "crop yields on farms",
        "wheat harvests of farms over some years",
        "how much grain our farms harvest, for yield prediction",
    ],
    "crowdfunding_campaigns": [
        "kickstarter projects",
        "which crowdfunding projects succeed",
        "predict if a fundraising campaign reaches its goal",
    ],
    "earthquakes": [
        "an earthquake catalog",
        "seismic events and the damage they caused",
        "quakes around the world for a geology class",
    ],
    "emergency_visits": [
        "emergency room visits",
        "er patients and whether they are admitted",
        "triage data of an emergency department",
    ],
    "event_tickets": [
        "concert and theatre ticket orders",
        "I need data about ticket sales for live events to predict no-shows",
        "tickets sold for concerts and plays",
    ],
    "food_nutrition": [
        "nutrition of food products",
        "calories and protein of different foods",
        "everyday foods and their nutrition, to classify which foods are healthy",
    ],
    "football_matches": [
        "football match results",
        "soccer games of one season",
        "match results of a football league",
    ],
    "listening_history": [
        "music listening history",
        "plays of songs by the users of a music streaming service",
        "listening habits of music app users",
    ],
    "mental_health_survey": [
        "a survey on mental health in the workplace",
        "employee wellbeing and burnout questionnaire",
        "did tech workers seek treatment for mental health issues?",
    ],
    "motorcycle_prices": ["used motorcycle prices", "second hand motorbike listings"],
    "obesity_levels": [
        "predict obesity from lifestyle",
        "people's lifestyle and whether they are overweight",
        "how lifestyle explains the body weight of people",
    ],
    "opinion_poll": [
        "survey of voters before an election",
        "predict voter turnout",
        "an election poll",
    ],
    "pharmacy_prescriptions": [
        "Pharmacy data about prescriptions and refills",
        "medication refills of patients at a pharmacy",
        "prescribed drugs and what they cost the patient",
    ],
    "phishing_sites": [
        "phishing or legitimate website",
        "classify malicious urls",
        "I want to detect phishing pages",
    ],
    "podcast_episodes": ["podcast episodes", "how often the episodes of podcasts are downloaded"],
    "race_results": ["marathon results", "half marathon finishers", "runners of a 10k race"],
    "recipes": [
        "cooking website recipes",
        "cookbook data",
        "what makes a recipe popular, from its cuisine and cooking time",
    ],
    "screen_time": [
        "smartphone usage and addiction",
        "smartphone addiction among young people",
    ],
    "smartphone_prices": ["smartphone specs and prices", "mobile phone prices by their specs"],
    "software_defects": [
        "software defects in an issue tracker",
        "predict how long it takes to fix a bug",
        "bug reports of a software team",
    ],
    "solar_power": [
        "photovoltaic plant generation per hour",
        "hourly solar panel output",
        "predict how much electricity a solar farm produces",
    ],
    "startup_funding": [
        "startup funding rounds",
        "venture capital investments in young companies",
        "seed and series A rounds of startups",
    ],
    "train_delays": [
        "train delays",
        "punctuality of regional railway services",
        "how late commuter trains arrive",
    ],
    "travel_bookings": [
        "travel agency bookings to predict cancellations",
        "vacation packages sold by a tour operator",
        "holiday bookings that get cancelled",
    ],
    "tumor_diagnosis": [
        "breast cancer data with measurements of cell nuclei",
        "tumors that are malignant or benign",
        "a dataset to predict whether a breast mass is cancer",
    ],
    "video_views": [
        "Data about YouTube videos",
        "how many views online videos get by channel and category",
        "video platform statistics to predict which videos trend",
    ],
    "basketball_players": [
        "basketball players",
        "basketball player statistics",
        "NBA player season averages",
    ],
    "job_postings": ["job postings for data roles", "vacancies on a job board"],
    "charging_sessions": ["electric vehicle charging sessions", "EV charging"],
    "clinical_trial": ["clinical trial participants", "patients of a drug trial, drug vs placebo"],
    "restaurant_reviews": ["restaurant reviews", "reviews of restaurants"],
    "streaming_churn": [
        "streaming subscribers who cancel",
        "customers of a streaming service who may cancel",
    ],
    "blood_donations": ["blood donations", "blood donors who come back"],
    "penguins": ["penguins", "penguins like palmer penguins"],
    "space_missions": ["space missions", "rocket launches"],
    "website_traffic": ["daily website visitors", "website traffic with weekly seasonality"],
    "wildlife_observations": ["birds observed in a park", "wildlife camera trap data"],
    "ab_test": [
        "A/B test results",
        "website experiment with a control and a variant",
    ],
    "car_rentals": [
        "car rentals",
        "rental car bookings",
    ],
    "game_players": [
        "mobile game player churn",
        "video game players and in-app purchases",
    ],
    "library_loans": [
        "library loans",
        "book borrowing at a library",
    ],
    "sensor_readings": [
        "IoT temperature sensors",
        "sensor readings of a greenhouse",
    ],
    "viewing_history": [
        "Netflix-like viewing history",
        "watch history of streaming users",
    ],
    "wine_reviews": [
        "wine tasting notes",
        "wine reviews",
    ],
    "adult_income": [
        "adult census income",
        "income above 50k",
        "predict income over 50K",
    ],
    "advertising_sales": [
        "advertising spend and sales",
        "tv, radio and newspaper ad budget vs sales",
        "ad campaign performance",
    ],
    "air_quality": [
        "air quality",
        "air pollution sensors",
        "pm2.5 readings",
    ],
    "airbnb_listings": [
        "airbnb listings",
        "vacation rental prices",
    ],
    "airline_satisfaction": [
        "airline passenger satisfaction",
        "airline survey",
    ],
    "appointment_no_show": [
        "appointment no-shows",
        "missed medical appointments",
        "doctor appointments",
    ],
    "bank_churn": [
        "bank customer churn",
        "bank customers who leave",
    ],
    "bank_marketing": [
        "bank marketing",
        "telemarketing campaign of a bank for term deposits",
    ],
    "bike_sharing": [
        "bike sharing demand",
        "bike rentals per hour",
    ],
    "credit_card_approval": [
        "credit card approval",
        "credit card applications",
    ],
    "credit_card_fraud": [
        "credit card fraud",
        "credit card transactions with fraud flag",
        "fraud detection dataset",
        "bank transactions, about 2% fraudulent",
        "payment transactions for anomaly detection",
    ],
    "crop_recommendation": [
        "crop recommendation",
        "agriculture crop data",
        "soil nutrients and crop",
    ],
    "diabetes": [
        "diabetes patients",
        "diabetes prediction",
    ],
    "diamonds": [
        "diamond prices",
    ],
    "ecommerce_orders": [
        "e-commerce orders",
        "500 customers with purchase history",
        "online store order data with products and reviews",
        "dataset of orders from a web shop",
        "Amazon customer orders",
    ],
    "employee_attrition": [
        "employee attrition",
        "HR dataset to predict who quits",
        "staff turnover",
        "why employees leave",
        "employee churn",
    ],
    "employee_salaries": [
        "employee salaries",
        "employee records",
        "salary prediction by experience",
        "HR data",
        "employee data",
    ],
    "energy_consumption": [
        "energy consumption",
        "smart meter readings",
        "household electricity usage",
    ],
    "fitness_tracker": [
        "fitness tracker data",
        "daily steps and calories",
        "wearable data",
    ],
    "flight_delays": [
        "flight delays",
        "airline flights with delay",
        "flights dataset",
    ],
    "flight_prices": [
        "flight prices",
        "airline ticket prices",
        "airfare data",
    ],
    "food_delivery": [
        "food delivery times",
        "delivery time prediction for restaurants",
        "Uber Eats deliveries",
    ],
    "football_players": [
        "football players",
        "FIFA players",
        "soccer player stats",
    ],
    "graduate_admission": [
        "graduate admission",
        "university admissions with GRE scores",
    ],
    "gym_members": [
        "gym members",
        "gym membership churn",
    ],
    "heart_disease": [
        "heart disease",
        "heart attack risk",
        "cardiac patients",
    ],
    "hospital_visits": [
        "hospital patient data",
        "patient visits with diagnoses",
        "healthcare dataset with patients and readmission",
        "hospital admissions",
        "electronic health records",
    ],
    "hotel_bookings": [
        "hotel bookings",
        "hotel reservations with cancellations",
        "hotel guests",
        "booking cancellations",
    ],
    "house_prices": [
        "house prices",
        "real estate prices",
        "home sales data",
        "housing dataset",
        "property listings with price, bedrooms and square footage",
    ],
    "insurance_charges": [
        "medical insurance charges",
        "health insurance costs",
        "insurance premiums by age, bmi and smoker",
        "insurance cost regression",
    ],
    "insurance_claims": [
        "insurance claims",
        "insurance claims fraud",
        "car insurance claims",
    ],
    "inventory": [
        "inventory",
        "warehouse stock levels",
        "supply chain inventory",
        "product stock",
    ],
    "lead_scoring": [
        "sales leads",
        "lead scoring",
        "CRM leads that convert",
    ],
    "loan_approval": [
        "loan approval",
        "loan applications",
    ],
    "loan_default": [
        "loan default",
        "loans with default risk",
        "borrowers who default on a loan",
        "credit risk data",
        "mortgage default prediction",
    ],
    "mall_customers": [
        "customer segmentation",
        "mall customers",
    ],
    "manufacturing_quality": [
        "manufacturing defects",
        "quality control in a factory",
        "defective products on a production line",
    ],
    "marketing_campaign": [
        "marketing campaign response",
    ],
    "mobile_apps": [
        "mobile apps",
        "app store ratings",
        "google play apps",
    ],
    "music_tracks": [
        "spotify songs",
        "music tracks",
        "song popularity",
    ],
    "network_intrusion": [
        "network intrusion",
        "cyber attacks in network traffic",
    ],
    "online_courses": [
        "online course completion",
        "e-learning engagement",
        "MOOC dropout",
    ],
    "predictive_maintenance": [
        "predictive maintenance",
        "machine failures",
        "iot sensor data",
        "equipment sensors with failures",
    ],
    "product_reviews": [
        "product reviews",
        "customer reviews with sentiment",
        "review texts with ratings",
    ],
    "recruitment": [
        "job applicants",
        "recruitment data",
        "hiring decisions",
        "candidates and interview scores",
    ],
    "rental_listings": [
        "apartment rentals",
        "rent prices of flats",
        "apartment listings with rent",
    ],
    "restaurant_orders": [
        "restaurant orders",
        "restaurant tips",
    ],
    "retail_superstore": [
        "superstore sales",
        "retail sales data",
        "sales and profit by region",
    ],
    "saas_churn": [
        "SaaS churn",
        "subscription cancellations",
        "software subscription customers who cancel",
        "b2b saas accounts",
    ],
    "shipments": [
        "shipments",
        "logistics shipments with delays",
        "package deliveries that are late",
    ],
    "shoppers_intention": [
        "online shoppers intention",
        "website sessions",
        "web analytics sessions with conversion",
    ],
    "sleep_health": [
        "sleep health",
        "sleep quality and lifestyle",
    ],
    "social_media_posts": [
        "social media posts",
        "instagram engagement",
        "tweets with likes and retweets",
        "viral posts dataset",
        "TikTok videos with likes, comments and shares",
    ],
    "streaming_titles": [
        "movies",
        "netflix titles",
        "imdb movie ratings",
        "film box office",
    ],
    "stroke_risk": [
        "stroke prediction",
        "stroke risk",
    ],
    "student_performance": [
        "student performance",
        "student exam scores and hours studied",
        "students with attendance and grades",
        "school grades dataset",
        "predict whether students pass or fail",
    ],
    "supermarket_sales": [
        "supermarket sales",
        "grocery store transactions",
        "point of sale data",
    ],
    "support_tickets": [
        "support tickets",
        "customer support tickets",
        "help desk tickets with priority",
    ],
    "taxi_trips": [
        "taxi trips",
        "uber rides",
        "ride sharing data",
        "taxi fares",
    ],
    "telecom_churn": [
        "telecom churn",
        "customer churn",
    ],
    "titanic_survival": [
        "titanic",
        "passenger survival on a ship",
        "titanic-like survival data",
    ],
    "used_cars": [
        "used cars",
        "second hand car prices",
        "car listings with mileage and price",
        "vehicle sales data",
    ],
    "video_games": [
        "video game sales",
        "video games",
    ],
    "water_potability": [
        "water quality",
        "drinking water potability",
    ],
    "weather_rain": [
        "weather data",
        "rain tomorrow",
        "rainfall prediction",
        "daily weather with temperature and humidity",
    ],
    "wine_quality": [
        "wine quality",
        "wines",
    ],
}

PHRASES = ["{}", "I need a dataset of {}", "Generate 1000 rows of {} data for practice"]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name, asked in ASKED.items() for words in asked]
)
def test_is_the_first_of_those_that_match(name: str, words: str, phrase: str) -> None:
    found = ranked(phrase.format(words))
    assert found, "nothing matches"
    assert found[0].name == name
