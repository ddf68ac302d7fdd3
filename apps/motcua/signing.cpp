#include "motcua/signing.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <ostream>

#include "all_sql.h"
#include "base/text.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

std::string file_of(const DataDirectory& directory) { return directory.keys() + "/signing.key"; }

template <class Array>
std::optional<Array> array_of(std::string_view hex) {
  Array array{};
  const auto bytes = from_hex(hex);
  if (!bytes || bytes->size() != array.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), array.begin());
  return array;
}

// "after <key in hex> <its signature in hex, or ->"
std::optional<dossier::KeyChange> read_change(std::string_view line) {
  const auto words = split(line, ' ');
  if (words.size() != 3 || words[0] != "after") return std::nullopt;
  const auto before = array_of<PublicKey>(words[1]);
  const auto vouched = array_of<Signature>(words[2]);
  if (!before || (!vouched && words[2] != "-")) return std::nullopt;
  return dossier::KeyChange{*before, vouched};
}

void write(const std::string& path, const Bytes& seed, const std::optional<dossier::KeyChange>& change) {
  std::string text = to_hex(seed) + "\n";
  if (change) {
    text += fmt::format("after {} {}\n", to_hex(change->before),
                        change->vouched ? to_hex(*change->vouched) : std::string("-"));
  }
  replace_private(path, text);
}

void require_private(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0 && (facts.st_mode & (S_IRWXG | S_IRWXO)) == 0) return;
  throw std::runtime_error(fmt::format(
      "{0} may be read by others: chmod 600 {0}. If they could read it for longer, make a new one "
      "with motcua keys sign-anew",
      path));
}

std::optional<dossier::DayStatement> last_statement(store::Store& store) {
  return store.read([](store::Reader& reader) -> std::optional<dossier::DayStatement> {
    const auto day = dossier::last_closed_day(reader);
    if (!day) return std::nullopt;
    return dossier::closed_day(reader, *day)->read();
  });
}

}  // namespace

std::optional<Signer> read_signer(const DataDirectory& directory) {
  const std::string path = file_of(directory);
  if (!fs::exists(path)) return std::nullopt;
  require_private(path);
  std::ifstream file(path);
  std::string seed_line, change_line;
  std::getline(file, seed_line);
  std::getline(file, change_line);
  const auto seed = from_hex(trim(seed_line));
  const auto change = read_change(trim(change_line));
  if (!seed || seed->size() != SecretKey::size || (!trim(change_line).empty() && !change))
    throw std::runtime_error(fmt::format("{} is damaged: restore it from the backup of keys/", path));
  return Signer{SigningKey(SecretKey(*seed)), change};
}

Signer signer_of(const DataDirectory& directory, store::Store& store, Random& random) {
  if (auto signer = read_signer(directory)) return std::move(*signer);
  if (last_statement(store)) {
    throw std::runtime_error(fmt::format(
        "{} is missing, and it signed the days closed so far: bring it back from the backup of keys/; "
        "when it is lost, run motcua keys sign-anew --lost --data {}",
        file_of(directory), directory.path()));
  }
  write(file_of(directory), random.bytes(SecretKey::size), {});
  return read_signer(directory).value();
}

int sign_anew(const StoreChoice& choice, bool lost, std::ostream& out, std::ostream& err) {
  const DataDirectory directory(choice.data);
  directory.key();  // says what to do where nothing is installed
  store::Options wanted;
  wanted.data_directory = choice.data;
  wanted.database = choice.database.empty() ? directory.database() : choice.database;
  wanted.read_only = true;
  const auto store = store::open(wanted);
  store::require_current(*store, all_migrations());
  const auto last = last_statement(*store);
  const auto old = lost ? std::nullopt : read_signer(directory);
  if (!lost && !old) {
    err << fmt::format(
        "motcua: {} is not there. Bring it back from the backup of keys/; when it is lost, add --lost\n",
        file_of(directory));
    return 1;
  }
  if (old && last && last->key != old->key.public_key()) {
    err << "motcua: the key in use has not signed a day yet, so it cannot vouch for another: wait for "
           "tomorrow\n";
    return 1;
  }
  SystemRandom random;
  const Bytes seed = random.bytes(SecretKey::size);
  const SigningKey next{SecretKey(seed)};
  std::optional<dossier::KeyChange> change;
  if (last) change = dossier::KeyChange{last->key, {}};
  if (change && old) change->vouched = old->key.sign(dossier::key_change_text(next.public_key()));
  write(file_of(directory), seed, change);
  out << fmt::format("The next day will be signed by {}.\n", to_hex(next.public_key()));
  if (lost)
    out << "The old key does not vouch for it: announce this key where people trust it, for whoever checks "
           "with "
           "--key.\n";
  out << fmt::format("Save {} apart from the backups now.\n", directory.keys());
  return 0;
}

}  // namespace motcua::app
