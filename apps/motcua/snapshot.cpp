#include "motcua/snapshot.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "motcua/data_directory.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished = ".incomplete";
constexpr std::string_view format_name = "motcua backup 1";

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error(fmt::format("cannot read {}", path.string()));
  return text.str();
}

json::array texts(const std::vector<std::string>& list) {
  json::array array;
  for (const auto& each : list) array.emplace_back(each);
  return array;
}

std::vector<std::string> texts(const json::value& array) {
  std::vector<std::string> list;
  for (const auto& each : array.as_array()) list.emplace_back(each.as_string());
  return list;
}

std::string text(const json::object& object, std::string_view key) {
  return std::string(object.at(key).as_string());
}

std::string digest_of(const json::object& object) { return to_hex(sha256(as_bytes(canonical_json(object)))); }

Manifest from_json(const json::object& object) {
  Manifest manifest;
  manifest.snapshot = text(object, "snapshot");
  manifest.program = text(object, "program");
  manifest.engine = text(object, "engine");
  manifest.made_at = parse_instant(text(object, "made_at")).value();
  manifest.migrations = texts(object.at("migrations"));
  for (const auto& [name, table] : object.at("tables").as_object()) {
    const auto& facts = table.as_object();
    manifest.tables[std::string(name)] = {facts.at("rows").to_number<std::int64_t>(), text(facts, "digest")};
  }
  for (const auto& [name, digest] : object.at("parts").as_object())
    manifest.parts[std::string(name)] = std::string(digest.as_string());
  manifest.files = object.at("files").to_number<std::int64_t>();
  manifest.file_bytes = object.at("file_bytes").to_number<std::uint64_t>();
  manifest.missing = texts(object.at("missing"));
  manifest.keys = object.at("keys").as_bool();
  return manifest;
}

std::vector<std::string> names_in(const fs::path& backup, bool complete) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(backup / "snapshots", none)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && name.ends_with(unfinished) != complete) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

std::int64_t Manifest::rows_of(const std::string& table) const {
  const auto found = tables.find(table);
  return found == tables.end() ? 0 : found->second.rows;
}

std::string manifest_text(const Manifest& manifest) {
  json::object tables, parts;
  for (const auto& [name, facts] : manifest.tables)
    tables[name] = json::object{{"rows", facts.rows}, {"digest", facts.digest}};
  for (const auto& [name, digest] : manifest.parts) parts[name] = digest;
  json::object object{{"format", format_name},
                      {"snapshot", manifest.snapshot},
                      {"program", manifest.program},
                      {"engine", manifest.engine},
                      {"made_at", format_iso(manifest.made_at)},
                      {"migrations", texts(manifest.migrations)},
                      {"tables", tables},
                      {"parts", parts},
                      {"files", manifest.files},
                      {"file_bytes", manifest.file_bytes},
                      {"missing", texts(manifest.missing)},
                      {"keys", manifest.keys}};
  object["digest"] = digest_of(object);
  return pretty_json(object) + "\n";
}

Manifest read_manifest(const std::string& file) {
  try {
    json::object object = json::parse(content_of(file)).as_object();
    const std::string digest = text(object, "digest");
    object.erase("digest");
    if (text(object, "format") == format_name && digest_of(object) == digest) return from_json(object);
  } catch (const std::exception&) {
    throw std::runtime_error(fmt::format("{} is damaged or missing: take another snapshot with --at", file));
  }
  throw std::runtime_error(
      fmt::format("{} was altered or comes from a newer program: take another snapshot with --at", file));
}

std::string snapshot_name(Instant at) {
  std::string name =
      format_iso(std::chrono::floor<std::chrono::seconds>(at), UtcOffset{std::chrono::minutes(0)})
          .substr(0, 19);
  std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
  return name + "Z";
}

std::vector<std::string> snapshots_in(const fs::path& backup) { return names_in(backup, true); }
std::vector<std::string> incomplete_in(const fs::path& backup) { return names_in(backup, false); }

std::string file_line(const NamedFile& file) {
  return fmt::format("{}\t{}\t{}\n", file.blob.sha256, file.blob.size, file.dossier.text());
}

void each_named_file(const std::string& list, const std::function<void(const NamedFile&)>& take) {
  std::ifstream input(list);
  for (std::string line; std::getline(input, line);) {
    const auto cells = split(line, '\t');
    const auto size = cells.size() == 3 ? parse_integer(cells[1]) : std::nullopt;
    const auto dossier = cells.size() == 3 ? Uuid::parse(cells[2]) : std::nullopt;
    // The digest becomes a path: nothing but hexadecimal digits may stand there.
    const auto digest = from_hex(cells[0]);
    if (!size || *size < 0 || !dossier || !digest || to_hex(*digest) != cells[0] ||
        digest->size() != Digest{}.size())
      throw std::runtime_error(fmt::format("{} is damaged: take another snapshot with --at", list));
    take({{cells[0], static_cast<std::uint64_t>(*size)}, *dossier});
  }
}

void require_whole(const fs::path& snapshot, const Manifest& manifest) {
  for (const auto& [name, digest] : manifest.parts) {
    const fs::path part = snapshot / name;
    if (fs::exists(part) && store::sha256_of_file(part.string()) == digest) continue;
    throw std::runtime_error(fmt::format("{} is {}: take another snapshot with --at", part.string(),
                                         fs::exists(part) ? "damaged" : "missing"));
  }
}

void copy_private(const fs::path& from, const fs::path& to) {
  replace_private(to.string(), content_of(from));
}

void sync_directory(const fs::path& directory) {
  const int folder = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool saved = folder >= 0 && ::fsync(folder) == 0;
  if (folder >= 0) ::close(folder);
  if (!saved) throw std::runtime_error(fmt::format("cannot save {}: check the disk", directory.string()));
}

}  // namespace motcua::app
