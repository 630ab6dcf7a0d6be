package dev.muster.lab.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The shape of the generated history, one step per first-parent commit, counted from 1. */
final class GeneratedScript {
  /**
   * Subject, then edits; a line without subject goes on with the edits of the one before. {@code
   * path=version} writes text, and equal versions of a path have equal content.
   */
  private static final String STEPS =
      """
      Begin                             | README.txt=1, LICENSE.txt=1
      Add the clock                     | core/clock.txt=1
      Add the queue                     | core/queue.txt=1
      Write the first documents         | docs/guide.txt=1, docs/faq.txt=1, docs/style.txt=1,
                                        | docs/map.txt=1
      Bound the queue                   | core/queue.txt=2
      Add the page                      | web/page.txt=1
      Count what the queue drops        | core/queue.txt=3
      Merge page-style                  | web/style.txt=1, web/page.txt=2
      Add the lint script               | tools/lint.sh=1
      Let the queue drain               | core/queue.txt=4
      Add the flags                     | config/flags.txt=A
      Make the lint script executable   | executable tools/lint.sh=1
      Turn the flags on                 | config/flags.txt=B
      Order the queue by priority       | core/queue.txt=5
      Translate                         | locale/da.txt=1, locale/de.txt=1, locale/en.txt=1,
                                        | locale/es.txt=1, locale/fr.txt=1, locale/it.txt=1,
                                        | locale/nl.txt=1, locale/pt.txt=1
      Turn the flags off again          | config/flags.txt=A
      Age what waits in the queue       | core/queue.txt=6
      Add the logo                      | binary assets/logo.bin=1
      Merge sockets                     | net/socket.txt=1, net/retry.txt=1
      Give the flags owners             | config/flags.txt=C
      Redraw the logo                   | binary assets/logo.bin=2
      Let the queue park tasks          | core/queue.txt=7
      Add the table                     | store/table.txt=1
      Merge index                       | store/table.txt=2, store/index.txt=1
      Add the report                    | report=1
      Call the faq what it is           | rename docs/faq.txt=docs/questions.txt
      Split the report                  | delete report, report/daily.txt=1, report/weekly.txt=1
      Let the queue hand back           | core/queue.txt=8
      Test the edges                    | test/clock.txt=1, test/flags.txt=1, test/page.txt=1,
                                        | test/queue.txt=1, test/socket.txt=1, test/table.txt=1
      Close idle sockets                | net/socket.txt=2
      Sort the daily report             | report/daily.txt=2
      Answer two more questions         | docs/questions.txt=2
      Say how long the queue is         | core/queue.txt=9
      Add the build script              | scripts/build.txt=1
      Merge packing                     | scripts/build.txt=2, scripts/pack.txt=1
      Reword two languages              | locale/de.txt=2, locale/en.txt=2
      Rebuild the index                 | store/index.txt=2, store/table.txt=3
      Correct the French                | locale/fr.txt=2
      Plan alpha                        | plan/alpha.txt=1
      Plan beta                         | plan/beta.txt=1
      Move alpha forward                | plan/alpha.txt=2
      Link the latest guide             | link latest=docs/guide.txt
      Split gamma from beta             | plan/beta.txt=2, plan/gamma.txt=1
      Limit the network                 | limits/network.txt=1
      Describe the interface            | api/cancel.txt=1, api/claim.txt=1, api/outcome.txt=1,
                                        | api/renew.txt=1, api/submit.txt=1
      Close alpha                       | plan/alpha.txt=3
      Join the reports again            | delete report/daily.txt, delete report/weekly.txt,
                                        | report=2
      Refuse empty tasks                | api/submit.txt=2
      Merge leases                      | api/claim.txt=2, api/renew.txt=2
      Note what is left                 | notes/today.txt=1
      Name every outcome                | api/outcome.txt=2
      Drop the old style                | delete web/style.txt
      Add the examples                  | examples/first.txt=1
      Note two things more              | notes/today.txt=2
      Shorten the first example         | examples/first.txt=2
      Say how to begin                  | README.txt=2
      Keep yesterday's notes            | rename notes/today.txt=notes/yesterday.txt
      Add the bench cases               | bench/cases.txt=1
      Measure twice                     | bench/cases.txt=2
      Name the licence holders          | LICENSE.txt=2
      """;

  private static final String MERGE = "Merge ";

  private GeneratedScript() {}

  /** One first-parent commit; a merge brings its edits in from a branch. */
  record Step(String subject, boolean merge, List<Edit> edits) {
    Step {
      edits = List.copyOf(edits);
    }
  }

  /** What a commit does to a path; the value is a version, a link's target or a new name. */
  record Edit(Kind kind, String path, String value) {}

  enum Kind {
    WRITE,
    EXECUTABLE,
    BINARY,
    LINK,
    RENAME,
    DELETE
  }

  static List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (String line : STEPS.lines().toList()) {
      int bar = line.indexOf('|');
      String subject = line.substring(0, bar).strip();
      var edits = new ArrayList<Edit>();
      if (subject.isEmpty()) {
        Step before = steps.removeLast();
        subject = before.subject();
        edits.addAll(before.edits());
      }
      for (String edit : line.substring(bar + 1).split(",", -1)) {
        if (!edit.isBlank()) {
          edits.add(edit(edit.strip()));
        }
      }
      steps.add(new Step(subject, subject.startsWith(MERGE), edits));
    }
    return steps;
  }

  private static Edit edit(String text) {
    int space = text.indexOf(' ');
    Kind kind =
        space < 0 ? Kind.WRITE : Kind.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT));
    String[] words = text.substring(space + 1).split("=", 2);
    return new Edit(kind, words[0], words.length > 1 ? words[1] : "");
  }
}
