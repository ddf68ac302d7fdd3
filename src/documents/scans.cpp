#include "documents/scans.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "documents/sql.h"

namespace motcua::documents {
namespace {

using dossier::State;

constexpr std::size_t longest_name = 200;
constexpr int tries_against_others = 5;

json::object private_part_of(const FileFacts& facts) {
  return {{"name", facts.name},
          {"blob", facts.blob.sha256},
          {"bytes", facts.bytes},
          {"sealed_bytes", facts.blob.size}};
}

// The name is shown and offered for saving: no folders, no control characters, not endless.
std::string safe_name(const std::string& name) {
  if (!valid_utf8(name)) return {};
  std::string kept = tidy(name.substr(name.find_last_of("/\\") + 1));  // npos + 1 is 0
  std::erase_if(kept, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  std::size_t characters = 0;
  const auto begins_one = [&](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++characters > longest_name;
  };
  kept.erase(std::find_if(kept.begin(), kept.end(), begins_one), kept.end());
  return kept;
}

bool is_conflict(const Problems& problems) { return problems.front().code == "dossier.version_conflict"; }

bool is_hidden(const Expected<dossier::Actor>& actor) {
  return !actor && actor.error().front().code == "dossier.unknown";
}

const dossier::ScanState* find_file(const State& state, const Uuid& file) {
  for (const auto& scan : state.scans) {
    if (scan.scan == file) return &scan;
  }
  return state.result && state.result->scan == file ? &*state.result : nullptr;
}

// The file that the last event of a repeated answer named.
const dossier::ScanState* last_file(const State& state) {
  if (state.result && state.result->version == state.version) return &*state.result;
  return state.scans.empty() || state.scans.back().version != state.version ? nullptr : &state.scans.back();
}

bool names_file(const dossier::Payload& payload) {
  return std::holds_alternative<dossier::ScanAttached>(payload) ||
         std::holds_alternative<dossier::ResultAttached>(payload);
}

}  // namespace

struct Scans::Recorded {
  State state;
  bool fresh = false;
};

std::optional<FileFacts> file_facts(const json::value& part) {
  const auto* object = part.if_object();
  if (object == nullptr) return std::nullopt;
  const auto* name = object->if_contains("name");
  const auto* blob = object->if_contains("blob");
  const auto* bytes = object->if_contains("bytes");
  const auto* sealed = object->if_contains("sealed_bytes");
  if (!name || !blob || !bytes || !sealed) return std::nullopt;
  return FileFacts{json::value_to<std::string>(*name),
                   bytes->to_number<std::uint64_t>(),
                   {json::value_to<std::string>(*blob), sealed->to_number<std::uint64_t>()}};
}

Expected<Scans::Recorded> Scans::record(const Attaching& attaching, const dossier::NewEvent& event,
                                        bool stored) {
  bool fresh = false;
  const auto decide = [&](const State& state) -> Expected<dossier::Decision> {
    if (state.erased) return refuse("dossier.erased");
    auto actor = attaching.allow(state);
    if (!actor) return refuse(actor.error());
    if (!stored) return refuse("dossier.version_conflict", "", {{"version", std::to_string(state.version)}});
    fresh = true;
    return dossier::Decision{std::move(*actor), {event}};
  };
  for (int attempt = 1;; ++attempt) {
    auto state = store_.write([&](store::Writer& writer) -> Expected<State> {
      fresh = false;
      std::int64_t version = attaching.seen_version.value_or(0);
      if (!attaching.seen_version) {
        const auto now = dossiers_.state(writer, attaching.dossier);
        if (!now) return refuse("dossier.unknown");
        version = now->version;
      }
      return dossiers_.change(writer, attaching.act, attaching.dossier, version, decide);
    });
    if (state) return Recorded{std::move(*state), fresh};
    const bool again =
        !attaching.seen_version && is_conflict(state.error()) && attempt < tries_against_others;
    if (!again) return refuse(state.error());
  }
}

bool Scans::names(const Uuid& dossier, const Uuid& file) const {
  return store_.read([&](store::Reader& reader) {
    const auto state = dossiers_.state(reader, dossier);
    return state && find_file(*state, file) != nullptr;
  });
}

Expected<Attached> Scans::attach(const Attaching& attaching) {
  const auto media = sniff(attaching.content);
  if (!media) return refuse(media.error());
  std::optional<SecretKey> key;
  const auto before = store_.read([&](store::Reader& reader) {
    key = dossiers_.key(reader, attaching.dossier);
    return dossiers_.state(reader, attaching.dossier);
  });
  if (!before) return refuse("dossier.unknown");
  const auto allowed = attaching.allow(*before);
  // A conflict tells what happened to the dossier: nothing of it to whom the dossier is unknown.
  if (is_hidden(allowed)) return refuse(allowed.error());

  const Uuid file = Uuid::v7(attaching.act.recorded_at, random_);
  dossier::NewEvent event{attaching.event(file, *media), attaching.act.recorded_at, {}};
  // What is refused now may still be a repeat of what was allowed; the transaction knows, the disk need not.
  const bool stores = key && allowed;
  FileFacts facts{safe_name(attaching.name), attaching.content.size(), {}};
  if (stores) facts.blob = blobs_.put(*key, attaching.content, random_);
  event.private_part = private_part_of(facts);
  std::optional<Expected<Recorded>> recorded;
  try {
    recorded.emplace(record(attaching, event, stores));
  } catch (...) {
    // The commit may have happened all the same: only a file that no event names is taken back.
    if (stores && !names(attaching.dossier, file)) blobs_.remove(facts.blob);
    throw;
  }
  if (stores && !(recorded->has_value() && recorded->value().fresh)) blobs_.remove(facts.blob);
  if (!recorded->has_value()) return refuse(recorded->error());
  const State& state = recorded->value().state;
  const auto* scan = last_file(state);
  CHECK(scan != nullptr);
  return Attached{state, scan->scan, scan->media_type, scan->pages, attaching.content.size()};
}

Expected<FileContent> Scans::read(const Uuid& dossier, const Uuid& file) const {
  std::optional<SecretKey> key;
  std::optional<FileFacts> facts;
  std::optional<dossier::ScanState> scan;
  const auto state = store_.read([&](store::Reader& reader) {
    auto now = dossiers_.state(reader, dossier);
    const auto* found = now ? find_file(*now, file) : nullptr;
    if (found == nullptr) return now;
    scan = *found;
    key = dossiers_.key(reader, dossier);
    if (const auto part = dossiers_.private_part(reader, dossier, found->version)) facts = file_facts(*part);
    return now;
  });
  if (!state) return refuse("dossier.unknown");
  if (!scan) return refuse("documents.file_unknown");
  if (!key || !facts) return refuse("dossier.erased");
  auto content = blobs_.get(facts->blob, *key);
  if (!content) return refuse(content.error());
  return FileContent{std::move(*scan), std::move(facts->name), std::move(*content)};
}

std::vector<FileFacts> Scans::files(store::Reader& reader, const Uuid& dossier) const {
  std::vector<FileFacts> list;
  for (const auto& event : dossiers_.events(reader, dossier)) {
    if (!names_file(event.payload)) continue;
    const auto part = dossiers_.private_part(reader, dossier, event.version);
    if (!part) continue;
    if (auto facts = file_facts(*part)) list.push_back(std::move(*facts));
  }
  return list;
}

Expected<State> Scans::erase(const dossier::Act& act, const Uuid& dossier, std::int64_t seen_version,
                             const std::string& basis,
                             const std::function<Expected<dossier::Actor>(const State&)>& permit) {
  std::vector<FileFacts> gone;
  auto erased = store_.write([&](store::Writer& writer) -> Expected<State> {
    gone.clear();
    const auto state = dossiers_.state(writer, dossier);
    if (!state) return refuse("dossier.unknown");
    const auto actor = permit(*state);
    // An erased dossier still answers a repeat of the act that erased it.
    if (!actor && (!state->erased || is_hidden(actor))) return refuse(actor.error());
    gone = files(writer, dossier);
    return dossiers_.erase(writer, act, actor ? *actor : dossier::Actor{}, dossier, seen_version, basis);
  });
  if (!erased) return erased;
  remove(gone);
  if (on_erased_) on_erased_({dossier, act.recorded_at, basis});
  return erased;
}

bool Scans::erase_again(const dossier::Act& act, const Uuid& dossier, const std::string& basis) {
  std::vector<FileFacts> gone;
  const bool erased = store_.write([&](store::Writer& writer) {
    gone = files(writer, dossier);
    return dossiers_.erase_again(writer, act, dossier, basis).has_value();
  });
  if (erased) remove(gone);
  return erased;
}

// Erased they are, the key being gone; what cannot be removed is reported as a stray file.
void Scans::remove(const std::vector<FileFacts>& files) {
  for (const auto& file : files) {
    try {
      blobs_.remove(file.blob);
    } catch (const BlobFailed&) {
      continue;
    }
  }
}

void each_file(store::Reader& reader, const dossier::Dossiers& dossiers,
               const std::function<void(const Uuid&, const FileFacts&)>& take) {
  constexpr int page = 1000;
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto rows = reader.run(sql::file_events_after, {after, page});
    for (const auto& row : rows) {
      const auto part = dossiers.private_part(reader, row.uuid(1), row.integer(2));
      const auto facts = part ? file_facts(*part) : std::nullopt;
      if (facts) take(row.uuid(1), *facts);
    }
    more = rows.size() == page;
    if (!rows.empty()) after = rows.back().integer(0);
  }
}

}  // namespace motcua::documents
