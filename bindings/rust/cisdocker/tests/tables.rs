//! The library's tables.

use cisdocker::{contents, rules, write_content, Cap, CapClass, Caps, Code, Format, Profile, Rule};
use cisdocker::{NoteKind, PolicyKey, ReasonCode, Severity, SubjectKind, Verdict};

#[test]
fn capabilities() {
    let net_raw: Cap = "cap_net_raw".parse().unwrap();
    assert_eq!((net_raw.number(), net_raw.class()), (13, CapClass::Network));
    assert_eq!(net_raw.to_string(), "CAP_NET_RAW");
    assert!(net_raw.alternative().is_some());
    for cap in Cap::all() {
        assert_eq!(cap.name().unwrap().parse::<Cap>().unwrap(), cap);
        assert!(cap.description().is_some() && cap.attack().is_some() && cap.source().is_some());
    }
    assert_eq!(Cap::nearest("NET_RAWW").unwrap(), "NET_RAW");
    assert_eq!("ALL".parse::<Cap>().unwrap_err().code(), Code::Argument);
    let unnamed = Cap::from_number(63).unwrap();
    assert_eq!((unnamed.name(), unnamed.class()), (None, CapClass::HostEscape));
    assert_eq!(Cap::from_number(64), None);
}

#[test]
fn sets_of_capabilities() {
    let default = Caps::docker_default();
    assert_eq!((default.len(), default.iter().count(), default.is_empty()), (14, 14, false));
    let set = Caps::from_iter(["NET_RAW", "CHOWN"].map(|name| name.parse::<Cap>().unwrap()));
    assert_eq!(set.to_string(), "CAP_CHOWN,CAP_NET_RAW");
    assert_eq!(Caps::from_bits(set.bits()), set);
    assert_eq!(Caps::from_bits(1 << 63).to_string(), "63");
}

#[test]
fn rules_are_found_by_either_number() {
    let rule = Rule::find("5.3").unwrap();
    assert_eq!((rule.id(), rule.level(), rule.severity()), ("5.4", 1, "medium"));
    assert!(rules().any(|other| other == rule));
    let texts = [
        rule.title(),
        rule.benchmark(),
        rule.version(),
        rule.versions(),
        rule.references(),
        rule.rationale(),
        rule.decision(),
        rule.remediation(),
    ];
    assert!(texts.iter().all(|text| !text.is_empty()));
    assert_eq!(Rule::find("1.1").unwrap_err().code(), Code::Argument);
}

#[test]
fn names() {
    for format in Format::ALL {
        assert_eq!(format.name().parse::<Format>().unwrap(), *format);
    }
    assert_eq!("strict".parse::<Profile>().unwrap(), Profile::Strict);
    assert_eq!("high".parse::<Severity>().unwrap(), Severity::High);
    assert_eq!("pdf".parse::<Format>().unwrap_err().to_string(), "unknown format 'pdf'");
    assert_eq!(format!("{:>6}", Verdict::Pass), "  pass");
    assert_eq!(SubjectKind::ComposeService.name(), "compose-service");
    assert_eq!(NoteKind::Stale.name(), "stale");
    assert_eq!(PolicyKey::Image.name(), "image");
    assert_eq!(ReasonCode::AllDropped.name(), "all-dropped");
    assert_eq!(ReasonCode::Other(999).name(), "");
    assert_eq!(Code::Timeout.name(), "timeout");
}

#[test]
fn content_for_scanners() {
    assert!(contents().next().is_some());
    for content in contents() {
        let mut text = Vec::new();
        write_content(content.name, &mut text).unwrap();
        assert!(!text.is_empty() && !content.description.is_empty(), "{}", content.name);
    }
    assert_eq!(write_content("nothing", Vec::new()).unwrap_err().code(), Code::Argument);
}
