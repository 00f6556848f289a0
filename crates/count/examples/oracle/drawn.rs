//! Rules that draw papers, and rules of cities: winners, quotas and tables.

use polity_count::{Ballots, Candidate, Contest, Rule};
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
