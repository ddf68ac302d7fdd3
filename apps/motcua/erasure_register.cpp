#include "motcua/erasure_register.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.h"

namespace motcua::app {
namespace {

constexpr int page = 1000;

std::optional<dossier::Erasure> read_line(const std::string& line) {
  const auto cells = split(line, '\t');
  if (cells.size() != 3) return std::nullopt;
  const auto at = parse_instant(cells[0]);
  const auto id = Uuid::parse(cells[1]);
  if (!at || !id) return std::nullopt;
  return dossier::Erasure{*id, *at, cells[2]};
}

// After a line that was cut off by a full disk the next one must not begin in its middle.
void cut_torn_end(int file, const std::string& name) {
  std::ifstream input(name, std::ios::binary);
  std::stringstream text;
  text << input.rdbuf();
  const std::string content = text.str();
  const std::size_t whole = content.rfind('\n') == std::string::npos ? 0 : content.rfind('\n') + 1;
  if (whole < content.size() && ::ftruncate(file, static_cast<off_t>(whole)) != 0) {
    throw std::runtime_error(name + " cannot be written: check the disk");
  }
}

}  // namespace

std::string erasure_line(const dossier::Erasure& erasure) {
  std::string basis = erasure.basis;
  for (char& c : basis) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return fmt::format("{}\t{}\t{}\n", format_iso(erasure.recorded_at), erasure.dossier.text(), basis);
}

std::vector<dossier::Erasure> read_erasures(const std::string& file) {
  std::ifstream input(file, std::ios::binary);
  std::vector<dossier::Erasure> list;
  int number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (input.eof()) break;  // no end of line: cut off
    auto erasure = read_line(line);
    if (!erasure) {
      throw std::runtime_error(
          fmt::format("line {} of {} is no erasure: time, id of the dossier and basis, parted by tabs. "
                      "Correct it first, for "
                      "the persons named there were promised to be erased",
                      number, file));
    }
    list.push_back(std::move(*erasure));
  }
  return list;
}

ErasureRegister::ErasureRegister(std::string file) : file_(std::move(file)), read_(read_erasures(file_)) {
  for (const auto& each : read_) known_.insert(each.dossier);
}

void ErasureRegister::add(const std::vector<dossier::Erasure>& erasures) {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& each : erasures) {
    if (known_.insert(each.dossier).second) text += erasure_line(each);
  }
  if (text.empty()) return;
  const int file = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  bool written = false;
  if (file >= 0) {
    cut_torn_end(file, file_);
    written =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    ::close(file);
  }
  if (written) return;
  for (const auto& each : erasures) known_.erase(each.dossier);
  throw std::runtime_error(file_ + " cannot be written: free some space on that disk and check its rights");
}

int ErasureRegister::settle(store::Store& store, documents::Scans& scans, const Clock& clock,
                            Random& random) {
  std::set<Uuid> erased;
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto list =
        store.read([&](store::Reader& reader) { return dossier::erasures_after(reader, after, page); });
    for (const auto& each : list) erased.insert(each.dossier);
    add(list);
    more = list.size() == page;
  }
  int again = 0;
  for (const auto& each : read_) {
    if (!erased.insert(each.dossier).second) continue;
    const Instant now = clock.now();
    if (scans.erase_again({Uuid::v7(now, random), now, {}}, each.dossier, each.basis)) ++again;
  }
  read_.clear();
  return again;
}

}  // namespace motcua::app
