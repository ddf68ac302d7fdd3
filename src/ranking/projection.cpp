#include "ranking/projection.h"

#include "ranking/source.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

constexpr std::int64_t events_in_a_step = 6'000;  // more of them share the rows they change
constexpr std::size_t most_cached = 200'000;      // courses, about 300 bytes each

const dossier::EventReader& reader_of_events() {
  static const dossier::EventReader reader("ranking");
  return reader;
}

struct Shown {
  std::int64_t making;
  std::string rule;
};
Shown shown(store::Reader& reader) {
  const auto row = *reader.one(sql::state);
  return {row.integer(0), row.text(1)};
}

}  // namespace

struct Projection::Folded {
  std::int64_t after = 0, upto = 0, last = 0;
  Courses courses;
};

Projection::Projection(store::Store& store, const Counting& counting)
    : store_(store), counting_(counting), rule_(counting.rule()) {}

bool Projection::step() {
  const Shown now = store_.read([](store::Reader& reader) { return shown(reader); });
  const bool folded = !now.rule.empty() && fold_some(now.making);
  if (making_ != nullptr || now.rule != rule_) return make_some() || folded;
  return sweep(now.making) || folded;
}

void Projection::rebuild() {
  making_ = std::make_unique<Making>(store_, counting_);
  making_->run();
  while (making_ != nullptr) make_some();
}

// What a dossier was before these events: known from the last step, or from its events.
Projection::Folded Projection::fold(store::Writer& writer, std::int64_t making, std::int64_t after,
                                    std::int64_t upto) {
  Folded folded{after, upto, upto, {}};
  Sums sums;
  for (const auto& event : events_between(writer, after, upto)) {
    auto at = folded.courses.find(event.dossier);
    if (at == folded.courses.end()) {
      const auto known = after == cached_position_ ? cached_.find(event.dossier) : cached_.end();
      Course course;
      if (known != cached_.end()) {
        course = known->second;
      } else if (event.version > 1) {
        for (const auto& earlier : events_before(writer, event.dossier, event.version))
          follow(course, earlier, counting_.offset());
      }
      at = folded.courses.emplace(event.dossier, std::move(course)).first;
    }
    const Effect effect = follow(at->second, event, counting_.offset());
    sums.add(at->second, effect, counting_.minutes(at->second, effect));
  }
  sums.write(writer, making);
  return folded;
}

bool Projection::fold_some(std::int64_t making) {
  const bool is_idle =
      store_.read([](store::Reader& reader) { return reader_of_events().behind(reader) <= 0; });
  if (is_idle) return false;
  auto folded = store_.write([&](store::Writer& writer) {
    const auto after = reader_of_events().lock(writer);
    if (shown(writer).making != making) return Folded{};  // another process has just shown a new one
    const auto last = dossier::last_position(writer);
    const auto upto = std::min(last, after + events_in_a_step);
    Folded done = fold(writer, making, after, upto);
    done.last = last;
    if (upto > after) reader_of_events().move_to(writer, upto);
    return done;
  });
  const bool more = folded.upto < folded.last;
  keep(folded.after, std::move(folded));
  return more;
}

void Projection::keep(std::int64_t after, Folded folded) {
  if (after != cached_position_ || cached_.size() > most_cached) cached_.clear();
  cached_position_ = folded.upto;
  for (auto& [id, course] : folded.courses) {
    if (course.closed) {
      cached_.erase(id);
    } else {
      cached_.insert_or_assign(id, std::move(course));
    }
  }
}

bool Projection::make_some() {
  if (making_ == nullptr) making_ = std::make_unique<Making>(store_, counting_);
  if (making_->step()) return true;
  const std::int64_t making = making_->number();
  cached_ = making_->take_courses();
  cached_position_ = making_->position();
  making_.reset();
  while (!show(making)) {
  }
  return false;
}

// Adds what came while the others were counted, some at a time; with the last of it the new figures are shown
// in place of the old. True: they are, or those of a later making.
bool Projection::show(std::int64_t making) {
  bool is_last = false;
  auto folded = store_.write([&](store::Writer& writer) {
    reader_of_events().lock(writer);
    const auto last = dossier::last_position(writer);
    const auto upto = std::min(last, cached_position_ + events_in_a_step);
    Folded done = fold(writer, making, cached_position_, upto);
    is_last = upto == last;
    if (is_last && writer.execute(sql::show_making, {making, rule_}) == 1)
      reader_of_events().move_to(writer, upto);
    return done;
  });
  keep(folded.after, std::move(folded));
  return is_last;
}

bool Projection::sweep(std::int64_t making) {
  const auto left = [&](const store::Query& query) {
    return store_.read([&](store::Reader& reader) { return reader.one(query, {making}); });
  };
  const auto cell = left(sql::left_over_cell), time = left(sql::left_over_time);
  if (!cell && !time) return false;
  store_.write([&](store::Writer& writer) {
    const auto drop = [&](const store::Query& query, const store::Row& row) {
      writer.execute(query, {row.integer(0), row.integer(1), row.integer(2), row.integer(3)});
    };
    if (cell) drop(sql::drop_cell, *cell);
    if (time) drop(sql::drop_time, *time);
  });
  return true;
}

bool is_counted(store::Reader& reader) { return !shown(reader).rule.empty(); }

}  // namespace motcua::ranking
