#include "dossier/rotation.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "dossier/dossier.h"
#include "dossier/sql.h"

namespace motcua::dossier {
namespace {

constexpr int batch_of_dossiers = 200;
constexpr int batch_of_requests = 5000;

class Rotation {
 public:
  Rotation(store::Store& store, const std::optional<SecretKey>& old, const SecretKey& next, Random& random)
      : store_(store), next_(next), random_(random) {
    if (old) {
      old_.emplace(*old);
      reading_.emplace(*old_, random);
    }
  }

  // How many keys the batch after `last` had; none at the end.
  std::size_t wrap_some(Uuid& last) {
    const auto seen = store_.write([&](store::Writer& writer) {
      const auto rows = writer.run(sql::keys_after, {last, batch_of_dossiers});
      for (const auto& row : rows) wrap(writer, row.uuid(0), row.bytes(1));
      return rows.size() == 0 ? std::pair(last, rows.size())
                              : std::pair(rows[rows.size() - 1].uuid(0), rows.size());
    });
    last = seen.first;
    return seen.second;
  }

  std::size_t forget_some(Uuid& last) {
    const auto seen = store_.write([&](store::Writer& writer) {
      const auto rows = writer.run(sql::forget_requests, {last, batch_of_requests, Bytes{}});
      Uuid greatest = last;
      for (const auto& row : rows) greatest = std::max(greatest, row.uuid(0));
      return std::pair(greatest, rows.size());
    });
    last = seen.first;
    return seen.second;
  }

 private:
  void wrap(store::Writer& writer, const Uuid& dossier, const Bytes& wrapped) {
    if (unwrap_key(next_, dossier, wrapped)) return;  // an earlier run came this far
    const auto key = old_ ? unwrap_key(*old_, dossier, wrapped) : std::nullopt;
    if (!key) {
      throw std::runtime_error(fmt::format(
          "the key of dossier {} opens with neither key: run motcua verify, then restore the newest backup",
          dossier.text()));
    }
    const auto submission = reading_->submission(writer, dossier);
    writer.put(sql::replace_key, {dossier, wrap_key(next_, dossier, *key, random_)},
               store::Expect::exactly_one);
    writer.put(sql::erase_lookup, {dossier});
    if (!submission) return;
    for (const auto& row : lookup_rows(next_, submission->applicant, submission->submitter)) {
      writer.put(sql::insert_lookup, {static_cast<int>(row.kind), row.digest, dossier});
    }
  }

  store::Store& store_;
  std::optional<Keys> old_;
  const Keys next_;
  std::optional<Dossiers> reading_;
  Random& random_;
};

}  // namespace

std::vector<LookupRow> lookup_rows(const Keys& keys, const Person& applicant,
                                   const std::optional<Person>& submitter) {
  std::vector<LookupRow> rows;
  const auto add = [&](const Person& person) {
    for (const auto& row :
         lookup_rows(keys, person.full_name, person.id_number.value_or(""), person.phone.value_or(""))) {
      if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }
  };
  add(applicant);
  if (submitter) add(*submitter);
  return rows;
}

Rotated rotate_keys(store::Store& store, const std::optional<SecretKey>& old, const SecretKey& next,
                    Random& random, const std::function<void(const Rotated&)>& progress) {
  Rotation rotation(store, old, next, random);
  Rotated done;
  const auto tell = [&] {
    if (progress) progress(done);
  };
  Uuid last{};
  while (const auto count = rotation.wrap_some(last)) {
    done.dossiers += static_cast<std::int64_t>(count);
    tell();
  }
  last = Uuid{};
  while (const auto count = rotation.forget_some(last)) {
    done.requests += static_cast<std::int64_t>(count);
    tell();
  }
  return done;
}

}  // namespace motcua::dossier
