"""What negotiations are about the world over: words that stand for one another, whatever the codebook calls its issue.

A codebook that asks about a "truce" is tied to the concept by that word, and then "hold their fire" counts for it too.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiations.extraction.vocabulary import words


@dataclass(frozen=True)
class Concept:
    """`ties`: words of a codebook that bring it in; `phrases`: what articles say instead. Beginnings of words."""

    ties: tuple[str, ...]
    phrases: tuple[str, ...]


def _concept(ties: str, phrases: str) -> Concept:
    return Concept(tuple(ties.split(", ")), tuple(phrases.split(", ")))


# Words that every negotiation is full of: where a rarer word stands beside them, that one tells more.
GENERIC = words(
    """talk negotiation round meeting progress deadline delegation venue mediation deal agreement compromise
    proposal solution framework settlement accord draft war attack condition pressure plan peace treaty pact
    memorandum vote strike guarantee right future trade process contact rule commitment"""
)

PROCESS = _concept(
    "talks, negotiations, mood, format",
    "talks, negotiation, negotiating table, to the table, at the table, meeting, progress, dialogue, round, "
    "breakthrough, deadline, good faith, trust, mediation, mediator, diplomacy, diplomatic, delegation, process, "
    "contacts, discussion, schedule, venue, goodwill, seriously, serious about, constructive, productive, stalling, "
    "walk out, walk away, walked away, buy time, buying time, playing games, deadlock, impasse, momentum, "
    "common ground, optimis, flexib, return to the negotiat, hardest part, way to go, patience",
)

CONCEPTS = (
    _concept(
        "ceasefire, cease-fire, truce, armistice, cessation, reduction in violence",
        "ceasefire, cease-fire, truce, armistice, cessation of hostilities, hold their fire, hold fire, hold its "
        "fire, lay down arms, lay down their arms, stop the fighting, stop fighting, stop shooting, stop the "
        "killing, stop killing, halt to the fighting, halt the fighting, end the fighting, end to the fighting, "
        "end the bloodshed, silence the guns, pause in the fighting, pause in fighting, halt to hostilities, halt "
        "hostilities, end hostilities, halt to attacks, halt in fighting, lull, drag the war, drag this war, drag "
        "out the war, continue the war, reduction in violence, reduce violence, stop attacks, stop bombing, calm",
    ),
    _concept(
        "settlement, framework, memorandum, peace plan, overall, as a whole, peace deal, peace agreement, peace treaty",
        "peace, deal, agreement, settlement, accord, treaty, pact, memorandum, end the war, end to the war, "
        "ending the war, end the conflict, end to the conflict, end this war, root cause, political solution, "
        "compromise, concession, understanding, text, package, outcome, conditions, terms",
    ),
    PROCESS,
    _concept(
        "summit, leaders, face-to-face",
        "summit, face-to-face, face to face, in person, phone call, telephone call, met the leader, meet the "
        "leader, meeting with the president, meet the president, meeting with the leader, get together, sit down "
        "with, meeting of the leaders, leaders' meeting, leaders to meet, one-on-one, we must meet, turn up, show "
        "up, at the highest level, tete-a-tete",
    ),
    _concept(
        "territory, territorial, borders, front line, land, annexation, occupied",
        "territor, border, land, front line, frontline, line of contact, annex, occupied, occupation, regions, "
        "withdraw its troops, withdraw its forces, cede, land swap, sovereignty, demarcation, enclave, "
        "settlements, map, square kilomet",
    ),
    _concept(
        "withdrawal, pullout, drawdown, foreign troops, foreign forces, troops, peacekeepers",
        "withdraw, pull out, pullout, pull-out, drawdown, draw down, troops, forces, foreigners, leave, bring "
        "home, soldiers, boots on the ground, bases, exit, timetable, garrison, contingent",
    ),
    _concept(
        "security guarantees, guarantors, guarantees, deterrence",
        "security guarantee, guarantor, security assurance, assurances, deterren, peacekeep, reassurance, "
        "protect, mutual defence, mutual defense, collective defence, collective defense, security commitment",
    ),
    _concept(
        "alliance, membership, neutrality, accession, enlargement",
        "membership, alliance, join, accession, neutral, enlarge, expansion, member state, non-aligned, candidate",
    ),
    _concept(
        "arms, weapons, military aid, arms supplies, air defence",
        "weapon, arms, military aid, military assistance, air defence, air defense, missiles, ammunition, "
        "long-range, rearm, deliveries, jets, tanks",
    ),
    _concept(
        "demilitarisation, demilitarization, disarmament, decommissioning, size of the army",
        "demilitari, disarm, decommission, lay down weapons, hand over weapons, give up its weapons, army, armed "
        "forces, limits on the military, arsenal",
    ),
    _concept(
        "conduct of the war, hostilities, strikes, attacks, offensive, bombing",
        "attack, strike, shell, bomb, offensive, kill, drone, airstrike, air raid, raid, massacre, atrocit, "
        "aggression, violence, casualt, escalat, battlefield, military solution, bloodshed, invasion, invade",
    ),
    _concept(
        "use of force, military threat, threat of force, military action",
        "military action, use force, bombing, strike, all options, other options, other alternative, "
        "consequences, bad situation, military option, retaliat, attack",
    ),
    _concept(
        "prisoner, hostage, captives, detainees, abducted, exchange",
        "prisoner, hostage, captive, detainee, abduct, swap, exchange, release, freed, let go, come home, bodies, "
        "remains, missing, prison, jail, inmates, returnees",
    ),
    _concept(
        "humanitarian, aid, relief, corridors",
        "humanitarian, aid, food, medicine, relief, corridor, convoy, trucks, famine, starv, siege, evacuat, civilians",
    ),
    _concept(
        "refugees, displaced, return of, migrants, migration",
        "refugee, displaced, asylum, migrant, migration, resettle, right of return, deport",
    ),
    _concept(
        "sanctions, embargo, blacklist, snapback",
        "sanction, embargo, blacklist, asset freeze, frozen assets, price cap, punitive measures, pressure, "
        "economic measures, snapback, travel ban, lift the measures",
    ),
    _concept(
        "tariffs, duties, levies, customs duties",
        "tariff, duty, duties, levy, levies, customs, negative measures, reciprocal rate, import tax, exemption",
    ),
    _concept(
        "export controls, chips, semiconductors, technology",
        "export control, export restriction, chip, semiconductor, technolog, licen, software",
    ),
    _concept(
        "market access, trade deficit, trade deal, future trade, single market, customs union",
        "market access, opening up, deficit, surplus, imbalance, trade barrier, barriers, imports, exports, "
        "quota, free trade, single market, customs union, access to the market",
    ),
    _concept(
        "enrichment, centrifuges, uranium",
        "enrich, uranium, centrifuge, nuclear fuel, nuclear programme, nuclear program, stockpile, reactor, fuel cycle",
    ),
    _concept(
        "denuclearisation, denuclearization, nuclear weapon, bomb, weaponisation",
        "denuclear, nuclear weapon, nuclear bomb, nuclear arsenal, warhead, nuclear test, test site, atomic bomb",
    ),
    _concept(
        "inspections, verification, transparency, monitoring, supervision, inspectors",
        "inspect, verif, monitor, transparen, access to sites, cameras, safeguards, supervis, observers, oversight",
    ),
    _concept("missiles, ballistic", "missile, ballistic, rocket, launch"),
    _concept(
        "elections, referendum, ballot, vote",
        "election, referendum, ballot, polling, voters, at the polls, plebiscite, democracy, go to the polls, "
        "electoral",
    ),
    _concept(
        "legitimacy, leadership, interim government, transition of power, power-sharing, constitution, political "
        "order, governance, transitional",
        "legitim, dictator, interim government, transitional, power-sharing, power sharing, constitution, regime "
        "change, step down, resign, leadership, credibility, govern, topple, stay in power, illegitimate, "
        "coalition government",
    ),
    _concept(
        "autonomy, federation, decentralisation, self-rule, status, sovereignty",
        "autonom, federal, federation, decentrali, self-rule, self-determination, independence, special status, "
        "two-state, confederation, political equality, rotating",
    ),
    _concept(
        "rights, language, culture, minorities, women, church, citizens",
        "rights, language, culture, minorit, women, girls, church, religio, discriminat, residen, citizens, "
        "nationals, identity, second-class",
    ),
    _concept(
        "justice, amnesty, accountability, victims, war crimes, tribunal",
        "amnesty, war crime, tribunal, justice, victims, accountab, impunity, prosecut, jail, pardon, truth "
        "commission, reparation, crimes against humanity",
    ),
    _concept(
        "court, jurisdiction, dispute settlement, arbitration",
        "court, judge, jurisdiction, rulings, arbitrat, dispute, panel, tribunal, legal challenge, lawsuit",
    ),
    _concept(
        "money, bill, budget, financial settlement, contributions, payments, financing, finance, funding",
        "pay, paid, payment, bill, budget, money, billion, million, cash, contribution, fund, cost, liabilit, "
        "figure, financ, invoice, euros, dollars",
    ),
    _concept(
        "debt, haircut, restructuring, bailout, loans, creditors",
        "debt, haircut, restructur, bailout, bail-out, rescue, loan, lend, credit, arrears, default, write-off, "
        "repay, creditor, programme, instalment, tranche",
    ),
    _concept(
        "austerity, taxes, spending cuts, reforms, privatisation",
        "austerity, spending, cuts, tax, reform, privati, surplus, fiscal, belt-tightening, finances in order, savings",
    ),
    _concept(
        "climate finance, emissions, mitigation, fossil, adaptation, loss and damage",
        "climate, emission, fossil, mitigation, adaptation, warming, loss and damage, coal, net zero, net-zero, "
        "finance, phase out, phase-out, carbon",
    ),
    _concept("energy, gas, oil, power plants", "energy, gas, oil, pipeline, power plant, electricity, grid, fuel"),
    _concept("water, dam, river", "water, dam, river, reservoir, downstream, upstream, filling"),
    _concept(
        "minerals, rare earths, resources",
        "mineral, rare earth, rare-earth, magnets, mining, resources, lithium",
    ),
    _concept(
        "shipping, navigation, maritime, ports",
        "shipping, ship, vessel, port, maritime, navigation, strait, grain, sea route, waters",
    ),
    _concept(
        "extension, deadline, expiry, exit date",
        "extension, extend, prolong, more time, expire, expiry, run out, postpone, delay",
    ),
    _concept(
        "ratification, parliament, legislature, meaningful vote",
        "ratif, parliament, congress, lawmakers, veto, vote down, senate, legislat, voted, vote against, approval",
    ),
    _concept(
        "agriculture, farm, dairy, fisheries, fishing, food standards",
        "farm, agricultur, dairy, milk, fish, beef, food standard, crops, soybean, poultry",
    ),
    _concept(
        "wages, labour, labor, unions, workers, standards",
        "wage, labour, labor, trade union, worker, minimum wage, jobs",
    ),
    _concept(
        "autos, cars, rules of origin, vehicles",
        "car, vehicle, auto, rules of origin, regional content, local content, carmaker",
    ),
    _concept(
        "terrorism, counter-terrorism, safe haven, militants, extremism",
        "terror, safe haven, militant, jihad, extremis, insurgen, platform for",
    ),
    _concept("drugs, fentanyl, trafficking", "fentanyl, opioid, traffick, narcotic, drugs, cocaine, coca"),
    _concept(
        "recognition, diplomatic relations, embassy, normalisation",
        "recogni, embassy, ambassador, normali, ties, relations",
    ),
)
