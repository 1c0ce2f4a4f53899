//! What the door that writes promises of entries, claims, contents and keys.

use huiyin_domain::ids::{ContentId, EnvelopeId, MatterId, OfficeId};

use super::Outcome;
use super::given::{OFFICE, adding, at, claiming, entry, matter};
use crate::commit::{ClaimKind, Commit, Head, SealedContent, SealedEnvelope, StoredKey};
use crate::error::CommitError;
use crate::journal::{Header, NO_HASH, Stream, hash_entry, hex};
use crate::read::Store;

/// Two entries read back as chained bytes, and the receipt says what they say.
pub async fn a_commit_loads_back(store: &Store) -> Outcome {
    let mut commit = adding(&matter(1), Some(0));
    commit.entries.push(entry(&matter(1), 1, r#"{"more":"字"}"#));
    let bodies: Vec<_> = commit.entries.iter().map(|entry| entry.body.clone()).collect();
    let receipt = store.writer.commit(commit).await?;
    let loaded = store.journal.load(OFFICE, &matter(1), 0).await?;
    assert_eq!(loaded.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(), bodies);
    let mut prev = NO_HASH;
    for (stored, placed) in loaded.iter().zip(&receipt.entries) {
        let header: Header = serde_json::from_slice(&stored.header)?;
        assert_eq!((header.office, header.stream, header.seq), (OFFICE, matter(1).to_string(), placed.seq));
        assert_eq!((header.prev, header.recorded_at), (hex(&prev), placed.recorded_at));
        assert_eq!(hash_entry(&stored.header, &stored.body), stored.hash);
        assert_eq!(stored.hash, placed.hash);
        prev = stored.hash;
    }
    assert_eq!(receipt.entries.iter().map(|placed| placed.seq).collect::<Vec<_>>(), [1, 2]);
    Ok(())
}

/// Loading goes on after a sequence.
pub async fn only_what_follows_is_loaded(store: &Store) -> Outcome {
    for seq in 0..3 {
        store.writer.commit(adding(&matter(1), Some(seq))).await?;
    }
    assert_eq!(store.journal.load(OFFICE, &matter(1), 2).await?.len(), 1);
    assert_eq!(store.journal.load(OFFICE, &matter(1), 3).await?.len(), 0);
    assert_eq!(store.journal.load(OFFICE, &matter(2), 0).await?.len(), 0);
    Ok(())
}

/// Several streams read at once are each what it is read by itself.
pub async fn several_streams_are_loaded_at_once(store: &Store) -> Outcome {
    for seq in 0..3 {
        store.writer.commit(adding(&matter(1), Some(seq))).await?;
        store.writer.commit(adding(&Stream::Office, Some(seq))).await?;
    }
    let asked = [(matter(1), 0), (matter(2), 0), (Stream::Office, 2), (matter(1), 1)];
    let several = store.journal.load_each(OFFICE, &asked).await?;
    for ((stream, after), entries) in asked.iter().zip(&several) {
        assert_eq!(*entries, store.journal.load(OFFICE, stream, *after).await?, "{stream} after {after}");
    }
    assert_eq!(several.len(), asked.len());
    assert!(store.journal.load_each(OFFICE, &[]).await?.is_empty());
    Ok(())
}

/// Expecting too little or too much is a conflict, also of a stream that is only depended on.
pub async fn a_moved_stream_is_a_conflict(store: &Store) -> Outcome {
    store.writer.commit(adding(&Stream::Office, Some(0))).await?;
    for seq in [0, 2] {
        let mut commit = adding(&matter(1), Some(0));
        commit.heads.push(Head { stream: Stream::Office, seq: Some(seq) });
        let refused = store.writer.commit(commit).await;
        assert!(matches!(refused, Err(CommitError::Conflict(Stream::Office))), "{refused:?}");
    }
    let mut commit = adding(&matter(1), Some(0));
    commit.heads.push(Head { stream: Stream::Office, seq: Some(1) });
    store.writer.commit(commit).await?;
    Ok(())
}

/// Of a refused commit nothing is there, and its stream can still be begun.
pub async fn a_refused_commit_leaves_nothing(store: &Store) -> Outcome {
    store.writer.commit(adding(&matter(1), Some(0))).await?;
    let mut commit = adding(&matter(2), Some(0));
    commit.heads.push(Head { stream: matter(1), seq: Some(0) });
    commit.contents.push(SealedContent {
        matter: MatterId::from_bits(2),
        id: ContentId::from_bits(7),
        sealed: vec![1],
    });
    assert!(store.writer.commit(commit).await.is_err());
    assert_eq!(store.journal.load(OFFICE, &matter(2), 0).await?, []);
    assert_eq!(store.contents.content_ids(OFFICE, MatterId::from_bits(2)).await?, []);
    assert_eq!(store.journal.streams(OFFICE, None, 10).await?.len(), 1);
    store.writer.commit(adding(&matter(2), Some(0))).await?;
    Ok(())
}

/// A log that anybody may append to takes all of them, in one chain.
pub async fn twenty_append_to_one_access_log(store: &Store) -> Outcome {
    let log = Stream::Access(MatterId::from_bits(1));
    let receipts = all_at_once(store, (0..20).map(|_| adding(&log, None))).await?;
    assert!(receipts.iter().all(Result::is_ok));
    let loaded = store.journal.load(OFFICE, &log, 0).await?;
    let seqs = loaded.iter().map(|entry| serde_json::from_slice::<Header>(&entry.header).map(|header| header.seq));
    assert_eq!(seqs.collect::<Result<Vec<_>, _>>()?, (1..=20).collect::<Vec<_>>());
    Ok(())
}

/// Of twenty that were decided on the same state one is written.
pub async fn one_of_many_on_a_stream_wins(store: &Store) -> Outcome {
    let answers = all_at_once(store, (0..20).map(|_| adding(&matter(1), Some(0)))).await?;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Err(CommitError::Conflict(_)))).count(), 19);
    Ok(())
}

/// Commits sent together, so that batches form.
pub(super) async fn all_at_once(
    store: &Store,
    commits: impl Iterator<Item = Commit>,
) -> Result<Vec<crate::queue::Answer>, tokio::task::JoinError> {
    let tasks: Vec<_> = commits
        .map(|commit| {
            let writer = store.writer.clone();
            tokio::spawn(async move { writer.commit(commit).await })
        })
        .collect();
    let mut answers = Vec::with_capacity(tasks.len());
    for task in tasks {
        answers.push(task.await?);
    }
    Ok(answers)
}

/// The second claimer learns what the first one keeps.
pub async fn a_claim_is_taken_once(store: &Store) -> Outcome {
    store.writer.commit(claiming("row 1", "first", None, 0)).await?;
    store.writer.commit(claiming("row 2", "second", None, 0)).await?;
    match store.writer.commit(claiming("row 1", "third", None, 0)).await {
        Err(CommitError::Claimed { kind: ClaimKind::Source, value }) => assert_eq!(value, b"first"),
        other => panic!("{other:?}"),
    }
    let kept = store.claims.claim(OFFICE, ClaimKind::Source, b"row 1", at(0)).await?;
    assert_eq!(kept.as_deref(), Some(b"first".as_slice()));
    assert_eq!(store.claims.claim(OFFICE, ClaimKind::Token, b"row 1", at(0)).await?, None);
    let answers = all_at_once(store, (0..8).map(|_| claiming("row 3", "any", None, 0))).await?;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    Ok(())
}

/// A claim holds until its last moment and is free from then on.
pub async fn an_expired_claim_is_free(store: &Store) -> Outcome {
    store.writer.commit(claiming("key", "old", Some(at(10)), 0)).await?;
    assert!(store.writer.commit(claiming("key", "new", None, 9)).await.is_err());
    assert!(store.claims.claim(OFFICE, ClaimKind::Source, b"key", at(9)).await?.is_some());
    assert_eq!(store.claims.claim(OFFICE, ClaimKind::Source, b"key", at(10)).await?, None);
    store.writer.commit(claiming("key", "new", None, 10)).await?;
    let kept = store.claims.claim(OFFICE, ClaimKind::Source, b"key", at(99)).await?;
    assert_eq!(kept.as_deref(), Some(b"new".as_slice()));
    Ok(())
}

/// Sweeping takes what has expired and nothing else.
pub async fn expired_claims_are_swept(store: &Store) -> Outcome {
    store.writer.commit(claiming("a", "", Some(at(10)), 0)).await?;
    store.writer.commit(claiming("b", "", Some(at(20)), 0)).await?;
    store.writer.commit(claiming("c", "", None, 0)).await?;
    assert_eq!(store.maintenance.sweep_claims(OFFICE, at(10)).await?, 1);
    assert_eq!(store.maintenance.sweep_claims(OFFICE, at(1000)).await?, 1);
    assert!(store.claims.claim(OFFICE, ClaimKind::Source, b"c", at(1000)).await?.is_some());
    Ok(())
}

/// The last key counts, also within one commit.
pub async fn keys_are_replaced(store: &Store) -> Outcome {
    let key = |owner: &str, wrapped: u8| StoredKey { owner: owner.to_owned(), wrapped: vec![wrapped] };
    let mut commit = Commit::new(OFFICE);
    commit.keys = vec![key("password/w1", 1), key("password/w2", 2), key("password/w1", 3)];
    store.writer.commit(commit).await?;
    let mut commit = Commit::new(OFFICE);
    commit.keys = vec![key("password/w2", 4)];
    store.writer.commit(commit).await?;
    let owners = ["password/w1", "password/w2", "password/w3"].map(str::to_owned);
    let keys = store.contents.keys(OFFICE, &owners).await?;
    assert_eq!(keys, [(owners[0].clone(), vec![3]), (owners[1].clone(), vec![4])].into());
    Ok(())
}

/// Contents and envelopes are found by matter and id, and only by both.
pub async fn absent_contents_are_left_out(store: &Store) -> Outcome {
    let [one, two] = [1, 2].map(MatterId::from_bits);
    let ids = [11, 12, 13].map(ContentId::from_bits);
    let mut commit = Commit::new(OFFICE);
    commit.contents = vec![
        SealedContent { matter: one, id: ids[0], sealed: vec![0, 255] },
        SealedContent { matter: one, id: ids[1], sealed: vec![] },
    ];
    commit.envelopes = vec![SealedEnvelope { matter: one, id: EnvelopeId::from_bits(21), sealed: vec![5] }];
    store.writer.commit(commit).await?;
    let asked = [(one, ids[0]), (one, ids[2]), (two, ids[1])];
    assert_eq!(store.contents.contents(OFFICE, &asked).await?, [(one, ids[0], vec![0, 255])]);
    assert_eq!(store.contents.contents(OFFICE, &[]).await?, []);
    assert_eq!(store.contents.content_ids(OFFICE, one).await?, ids[..2]);
    assert_eq!(store.contents.envelope(OFFICE, one, EnvelopeId::from_bits(21)).await?, Some(vec![5]));
    assert_eq!(store.contents.envelope(OFFICE, two, EnvelopeId::from_bits(21)).await?, None);
    assert_eq!(store.contents.envelope_ids(OFFICE, one).await?, [EnvelopeId::from_bits(21)]);
    Ok(())
}

/// Where the machine's clock goes back, entries of a stream do not.
pub async fn time_never_goes_back(store: &Store) -> Outcome {
    for (seq, second) in [(0, 100), (1, 40), (2, 130)] {
        let mut commit = adding(&matter(1), Some(seq));
        commit.entries[0].recorded_at = at(second);
        let receipt = store.writer.commit(commit).await?;
        assert_eq!(receipt.entries[0].recorded_at, at(second.max(100)));
    }
    Ok(())
}

/// The same names in two offices are two things.
pub async fn offices_do_not_see_each_other(store: &Store) -> Outcome {
    let other = OfficeId(2);
    let theirs = Commit { office: other, ..claiming("key", "theirs", None, 0) };
    let answers = all_at_once(store, [claiming("key", "ours", None, 0), theirs].into_iter()).await?;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(store.journal.load(other, &Stream::Operations, 0).await?.len(), 1);
    let kept = store.claims.claim(other, ClaimKind::Source, b"key", at(0)).await?;
    assert_eq!(kept.as_deref(), Some(b"theirs".as_slice()));
    Ok(())
}

/// Streams come in the order of their names, page by page, with all their entries.
pub async fn streams_come_in_order_and_whole(store: &Store) -> Outcome {
    let mut streams = vec![Stream::Office, matter(9), Stream::Access(MatterId::from_bits(9)), matter(3)];
    for stream in &streams {
        store.writer.commit(adding(stream, Some(0))).await?;
        store.writer.commit(adding(stream, Some(1))).await?;
    }
    streams.sort_by_key(ToString::to_string);
    let (mut listed, mut scanned, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let page = store.journal.streams(OFFICE, after.as_ref(), 3).await?;
        let scan = store.journal.scan(OFFICE, after.as_ref(), 3).await?;
        assert_eq!(page.len(), scan.len());
        let Some((last, ..)) = page.last() else { break };
        after = Some(last.clone());
        assert!(page.iter().zip(&scan).all(|(listed, scanned)| Some(&listed.2) == scanned.1.last().map(|e| &e.hash)));
        listed.extend(page.into_iter().map(|(stream, seq, _)| (stream, seq)));
        scanned.extend(scan.into_iter().map(|(stream, entries)| (stream, entries.len() as u64)));
    }
    assert_eq!(listed, streams.into_iter().map(|stream| (stream, 2)).collect::<Vec<_>>());
    assert_eq!(scanned, listed);
    Ok(())
}
