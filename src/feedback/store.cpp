#include "feedback/store.h"

#include <fmt/format.h>

#include "base/json.h"
#include "dossier/dossier.h"
#include "feedback/sql.h"

namespace motcua::feedback {
namespace {

constexpr int page_size = 50;
constexpr int batch = 200;
constexpr std::string_view words_part = "words", note_part = "note";

SecretKey sealing_key(const SecretKey& installation) {
  return dossier::derive(installation, "feedback/sealing");
}

std::string context(const Uuid& id, std::string_view part) {
  return fmt::format("feedback/{}/{}", id.text(), part);
}

std::string words_of(const NewOpinion& opinion) {
  return canonical_json(json::object{{"about", opinion.about}, {"text", opinion.text}});
}

std::int64_t number(State state) { return static_cast<std::int64_t>(state); }

Counts counts_of(store::Reader& reader, const std::string& unit) {
  Counts counts;
  const auto rows = unit.empty() ? reader.run(sql::counts_of_all) : reader.run(sql::counts_of_unit, {unit});
  for (const auto& row : rows) {
    switch (static_cast<State>(row.integer(0))) {
      case State::fresh:
        counts.fresh = row.integer(1);
        break;
      case State::answered:
        counts.answered = row.integer(1);
        break;
      case State::closed:
        counts.closed = row.integer(1);
        break;
    }
  }
  return counts;
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::fresh:
      return "new";
    case State::answered:
      return "answered";
    case State::closed:
      return "closed";
  }
  CHECK(false);
}

std::optional<State> state_of(std::string_view name) {
  for (const auto state : {State::fresh, State::answered, State::closed}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

Inbox::Inbox(store::Store& store, const SecretKey& installation, Random& random)
    : store_(store),
      sealing_(sealing_key(installation)),
      submissions_(dossier::derive(installation, "feedback/submission")),
      random_(random) {}

Bytes Inbox::sealed(const Uuid& id, std::string_view part, const std::string& text) const {
  return seal(sealing_, as_bytes(text), context(id, part), random_);
}

void Inbox::put(const NewOpinion& opinion, Instant now) {
  const auto id = Uuid::v7(now, random_);
  const auto form = opinion.form.empty() ? id.text() : opinion.form;
  const auto same = fmt::format("{}\n{}\n{}\n{}", form, opinion.unit, opinion.about, opinion.text);
  const auto submission = hmac_sha256(submissions_.bytes(), as_bytes(same));
  const auto words = sealed(id, words_part, words_of(opinion));
  store_.write([&](store::Writer& writer) {
    writer.put(sql::insert_opinion, {id, submission, opinion.unit, now, words});
  });
}

Opinion Inbox::opened(const store::Row& row) const {
  Opinion opinion{.id = row.uuid(0),
                  .unit = row.text(1),
                  .about = {},
                  .text = {},
                  .state = static_cast<State>(row.integer(2)),
                  .version = row.integer(3),
                  .received_at = row.instant(4),
                  .changed_at = row.instant_or_null(5),
                  .changed_by = row.text_or_null(6).value_or(""),
                  .note = {}};
  // One that does not open leaves the others readable; `motcua verify` names it.
  const auto words = open(sealing_, row.bytes(7), context(opinion.id, words_part));
  const auto note =
      row.is_null(8) ? std::optional(Bytes{}) : open(sealing_, row.bytes(8), context(opinion.id, note_part));
  opinion.damaged = !words || !note;
  if (opinion.damaged) return opinion;
  const auto read = json::parse(as_text(*words));
  opinion.about = std::string(read.at("about").as_string());
  opinion.text = std::string(read.at("text").as_string());
  opinion.note = std::string(as_text(*note));
  return opinion;
}

Page Inbox::read(const identity::Caller& caller, const std::string& unit, State state,
                 const std::optional<Uuid>& before, const std::string& reason, Instant now) {
  Uuid last;
  last.bytes.fill(0xff);
  if (before) last = *before;
  return store_.write([&](store::Writer& writer) {
    const auto rows = unit.empty()
                          ? writer.run(sql::opinions_of_all, {number(state), last, page_size + 1})
                          : writer.run(sql::opinions_of_unit, {unit, number(state), last, page_size + 1});
    Page page;
    for (const auto& row : rows) {
      if (page.opinions.size() == page_size) {
        page.next = page.opinions.back().id;
        break;
      }
      page.opinions.push_back(opened(row));
    }
    page.counts = counts_of(writer, unit);
    if (!page.opinions.empty()) {
      identity::record_access(writer, caller, work_permission, unit, std::nullopt, reason, now);
    }
    return page;
  });
}

Expected<Opinion> Inbox::change(const identity::Caller& caller, const Uuid& id, const Change& change,
                                Instant now) {
  const auto note = change.note.empty() ? std::nullopt : std::optional(sealed(id, note_part, change.note));
  return store_.write([&](store::Writer& writer) -> Expected<Opinion> {
    const auto before = writer.one(sql::opinion_by_id, {id});
    if (!before || !caller.may(work_permission, before->text(1))) return refuse("feedback.not_found");
    auto opinion = opened(*before);
    const auto same = opinion.state == change.state && opinion.note == change.note &&
                      before->uuid_or_null(9) == std::optional(caller.official().id);
    if (same) return opinion;
    const auto changed = writer.execute(sql::change_opinion, {id, change.seen_version, number(change.state),
                                                              now, caller.official().id, note});
    if (changed != 1) {
      return refuse("feedback.changed_meanwhile", "", {{"name", opinion.changed_by}});
    }
    return opened(*writer.one(sql::opinion_by_id, {id}));
  });
}

std::vector<std::string> opinions_that_do_not_open(store::Reader& reader, const SecretKey& installation) {
  const auto key = sealing_key(installation);
  std::vector<std::string> wrong;
  for (Uuid last{};;) {
    const auto rows = reader.run(sql::sealed_after, {last, batch});
    for (const auto& row : rows) {
      last = row.uuid(0);
      const bool opens = open(key, row.bytes(1), context(last, words_part)) &&
                         (row.is_null(2) || open(key, row.bytes(2), context(last, note_part)));
      if (!opens) wrong.push_back(fmt::format("opinion {} does not open with the key", last.text()));
    }
    if (rows.empty() || wrong.size() >= 100) return wrong;
  }
}

std::int64_t rotate_keys(store::Store& store, const SecretKey& old, const SecretKey& next, Random& random) {
  const auto from = sealing_key(old), to = sealing_key(next);
  const auto again = [&](const Uuid& id, std::string_view part, const Bytes& sealed) {
    if (open(to, sealed, context(id, part))) return sealed;  // an earlier run came this far
    const auto plain = open(from, sealed, context(id, part));
    if (!plain) {
      throw std::runtime_error(fmt::format(
          "opinion {} opens with neither key: run motcua verify, then restore the newest backup", id.text()));
    }
    return seal(to, *plain, context(id, part), random);
  };
  std::int64_t done = 0;
  for (Uuid last{};;) {
    const auto [greatest, count] = store.write([&](store::Writer& writer) {
      const auto rows = writer.run(sql::sealed_after, {last, batch});
      Uuid reached = last;
      for (const auto& row : rows) {
        reached = row.uuid(0);
        const auto note =
            row.is_null(2) ? std::nullopt : std::optional(again(reached, note_part, row.bytes(2)));
        writer.put(sql::seal_again, {reached, again(reached, words_part, row.bytes(1)), note});
      }
      return std::pair(reached, static_cast<std::int64_t>(rows.size()));
    });
    if (count == 0) return done;
    done += count;
    last = greatest;
  }
}

}  // namespace motcua::feedback
