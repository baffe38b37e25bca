//! Lines that name the author of a post are kept if the setting asks for it.

use crate::case_pages::case;
use bodytext::{Comments, Extractor, Rule};

/// The kept author lines of a page.
fn authors(extractor: &Extractor, page: &str) -> Vec<String> {
    let article = extractor.extract(page).expect("a page within the limits");
    let lines = article.blocks().filter(|block| block.rule() == Rule::PostAuthor);
    lines
        .map(|block| block.text().to_owned())
        .inspect(|line| assert!(article.text().contains(line)))
        .collect()
}

#[test]
fn the_posts_of_a_thread_have_their_authors() {
    let extractor = Extractor::new().authors(true);
    let cases: &[(&str, &[&str])] = &[
        (
            "forum_thread.html",
            &[
                "by gatepost77 14 Jan 2019, 21:40",
                "by Brother Stane 14 Jan 2019, 22:05",
                "by nettle_farm 15 Jan 2019, 06:58",
                "by gatepost77 17 Jan 2019, 19:33",
            ],
        ),
        ("thread_reddit_new.html", &["bonde_107", "•há 1 ano", "mare_altaOP", "•há 1 ano"]),
        ("thread_vbulletin.html", &["bellbore", "Ostinato", "bellbore", "Ostinato"]),
        (
            "thread_discourse.html",
            &["mossback February 6, 2024, 7:12pm 1", "tessellate February 6, 2024, 7:41pm 2"],
        ),
    ];
    for (name, expected) in cases {
        let page = case(name);
        assert!(!authors(&extractor, &page).is_empty(), "{name}");
        // The context may have kept some of the lines already.
        let text = extractor.extract(&page).expect("a page within the limits").text();
        let found: Vec<&str> = text
            .lines()
            .map(|line| line.trim_start_matches(['-', ' ']))
            .filter(|line| expected.contains(line))
            .collect();
        assert!(found.starts_with(expected), "{name}: {found:?}");
        assert!(authors(&Extractor::new(), &page).is_empty(), "{name}");
    }
}

#[test]
fn comments_that_are_included_have_their_authors() {
    let including = Extractor::new().comments(Comments::Include);
    for (name, first, count) in [
        ("comments_disqus.html", "Gerd Mahlow", 7),
        ("blog_comments.html", "Marta W. says:", 4),
        ("comments_blogger.html", "Charo 14 de octubre de 2018, 10:02", 8),
    ] {
        let found = authors(&including, &case(name));
        assert!(found.len() >= count && found[0] == first, "{name}: {found:?}");
        assert!(authors(&Extractor::new(), &case(name)).is_empty(), "{name}");
        assert!(
            authors(&Extractor::new().authors(true), &case(name)).is_empty(),
            "{name}: comments are left out"
        );
    }
}

#[test]
fn a_time_beside_a_name_is_enough() {
    let comment = |name: &str, text: &str| {
        format!(
            "<div class=comment><h4><strong><a href=/u>{name}</a></strong> said <time>Apr 6</time></h4><p>{text}</p></div>"
        )
    };
    let page = format!(
        "<meta property=og:type content=article><article><h1>Notes on salt</h1><p>Salt keeps meat, ice and tempers. What
         follows is what I have found out about where to get it in the valley, and at what price, over many counters.</p>
         <p>The coarse kind comes over the pass and is sold by the sack. It is grey, and it should be.</p></article>
         <div class=comments>{}{}</div>",
        comment("marl", "I bought a sack of it last week and it was wet. Is it supposed to be wet?"),
        comment("odile", "It is supposed to be a little damp, since the grey kind draws water out of the air."),
    );
    let found = authors(&Extractor::new().comments(Comments::Include), &page);
    assert_eq!(found, ["marl said Apr 6", "odile said Apr 6"]);
}

#[test]
fn the_byline_of_an_article_is_no_line_of_a_post() {
    let page = "<h1>Rain at last</h1><p class=byline>By <a rel=author href=/ada>Ada Brook</a>, <time>3 May</time></p>
        <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p>
        <p>The mayor, who had danced too, said that the harvest was saved, and so was his election.</p>";
    assert!(authors(&Extractor::new().authors(true).comments(Comments::Include), page).is_empty());
}

#[test]
fn an_author_below_a_post_is_not_that_of_the_next() {
    let post =
        |name: &str, text: &str| format!("<div class=post><p>{text}</p><div class=author>{name}</div></div>");
    let texts = [
        "The ferry is late again today, and nobody at the pier can say when it will come.",
        "It was late yesterday too, since one of the two engines did not start in the cold.",
        "They said that the new engine will be here in a week, so we have to wait until then.",
    ];
    let page = format!(
        "<title>Ferry</title><main class=thread>{}{}{}</main>",
        post("Ann Quay", texts[0]),
        post("Ben Reed", texts[1]),
        post("Cy Holm", texts[2])
    );
    let article = Extractor::new().authors(true).extract(&page).expect("a page within the limits");
    assert!(texts.iter().all(|text| article.text().contains(text)));
    assert_eq!(authors(&Extractor::new().authors(true), &page), [""; 0]);
}
