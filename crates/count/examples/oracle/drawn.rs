//! Rules that draw papers, and rules of cities: winners, quotas and tables.

use polity_count::formats::{Best, Reading};
use polity_count::{Ballots, Candidate, Contest, Rule, formats};
use serde_json::Value;

use super::{Data, Failure, Report, counted};

/// Dublin North 2002: the winners, the quota and the first preferences as published. Stages depend on the order of
/// the papers, which nobody kept.
pub(super) fn dublin(data: &Data) -> Result<Report, Failure> {
    let mut report = Report {
        contests: 1,
        ..Report::default()
    };
    let contest = data.contest("dail-2002/DublinNorth2002.blt.xz")?;
    let official = std::fs::read(data.dir.join("dail-2002/DublinNorth2002.official.json"))?;
    let official: Value = serde_json::from_slice(&official)?;
    let transcript = counted(&contest, Rule::Dail)?;
    let winners: Vec<u8> = serde_json::from_value(official["winner_numbers"].clone())?;
    report.winners("Dublin North", &transcript.elected, &winners);
    report.figure(
        "quota",
        transcript.quota.parse()?,
        official["quota"].as_i64().unwrap_or(0),
        0,
    );
    let first: Vec<i64> = serde_json::from_value(official["first_preferences"].clone())?;
    for (votes, official) in transcript.stages[0].votes.iter().zip(first) {
        report.figure("first preferences", votes.parse()?, official, 0);
    }
    Ok(report)
}

/// The steering committee of NixOS, 2024: ballots as CIVS writes them. Its rule (Condorcet for several seats) is not built;
/// the seven whom it elected are those who stand highest by Schulze's method, which has no proportionality to disagree by.
pub(super) fn nixos(data: &Data) -> Result<Report, Failure> {
    let mut report = Report {
        contests: 1,
        ..Report::default()
    };
    let folder = data.dir.join("organisations");
    let ballots = std::fs::read(folder.join("nixos-sc-2024.civs.csv"))?;
    // This export gives the best the highest number, which the reader does not guess.
    if formats::read(&ballots).is_ok() {
        return Err("the table looks as if its lowest numbers were the best".into());
    }
    let reading = Reading {
        best: Some(Best::Highest),
        ..Reading::default()
    };
    let contest = formats::read_with(&ballots, &reading);
    let mut contest = contest.map_err(|faults| format!("{faults:?}"))?;
    let official = std::fs::read(folder.join("nixos-sc-2024.official.json"))?;
    let official: Value = serde_json::from_slice(&official)?;
    let names: Vec<String> = serde_json::from_value(official["winners"].clone())?;
    contest.seats = u32::try_from(names.len())?;
    let number = |name: &String| {
        let at = contest.candidates.iter().position(|c| c.name == *name);
        u8::try_from(at.ok_or("a winner who did not stand")? + 1).map_err(Failure::from)
    };
    let winners: Vec<u8> = names.iter().map(number).collect::<Result<_, Failure>>()?;
    let transcript = counted(&contest, Rule::Schulze)?;
    report.winners("NixOS", &transcript.elected, &winners);
    Ok(report)
}

/// Cambridge 2021: the winners, the quota, and how many ballots end with each.
pub(super) fn cambridge(data: &Data) -> Result<Report, Failure> {
    let mut report = Report {
        contests: 1,
        ..Report::default()
    };
    let text = data.text("us-cambridge-ma/2021_council_ballots.csv.xz")?;
    let mut contest = Contest {
        title: "Cambridge 2021".to_owned(),
        seats: 9,
        ..Contest::default()
    };
    let mut ballots = Ballots::new();
    for line in text.lines().skip(1) {
        let mut ranking: Vec<u8> = Vec::new();
        for name in line.split(',').skip(1).filter(|name| !name.is_empty()) {
            let at = contest.candidates.iter().position(|c| c.name == name);
            let at = at.unwrap_or_else(|| {
                contest.candidates.push(Candidate::new(name));
                contest.candidates.len() - 1
            });
            let number = u8::try_from(at + 1)?;
            if !ranking.contains(&number) {
                ranking.push(number);
            }
        }
        ballots.push(1, &ranking)?;
    }
    contest.ballots = ballots;
    let official = std::fs::read(data.dir.join("us-cambridge-ma/2021_official.json"))?;
    let official: Value = serde_json::from_slice(&official)?;
    let transcript = counted(&contest, Rule::Cambridge)?;
    let winners: Vec<String> = serde_json::from_value(official["winners"].clone())?;
    let number = |name: &String| {
        contest
            .candidates
            .iter()
            .position(|c| &c.name == name)
            .unwrap_or(255)
    };
    let winners: Vec<u8> = winners
        .iter()
        .map(|name| u8::try_from(number(name) + 1))
        .collect::<Result<_, _>>()?;
    report.winners("Cambridge", &transcript.elected, &winners);
    report.figure(
        "quota",
        transcript.quota.parse()?,
        official["quota"].as_i64().unwrap_or(0),
        0,
    );
    Ok(report)
}
