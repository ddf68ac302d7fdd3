#pragma once
// DATA/erasures: who was erased, when and on what basis, outside the database. A database that comes back
// from a backup knows nothing of the erasures after it; this file does, and they are carried out again.
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "motcua/parts.h"

namespace motcua::app {

// One line each: time, id of the dossier, basis, parted by tabs. A last line that was cut off counts for
// nothing. Throws std::runtime_error naming the line that is none; no file is an empty list.
std::vector<dossier::Erasure> read_erasures(const std::string& file);
std::string erasure_line(const dossier::Erasure& erasure);

class ErasureRegister {
 public:
  explicit ErasureRegister(std::string file);

  // Appends what is not there yet; on disk when it returns. Safe from several threads. Throws
  // std::runtime_error when the disk refuses; a later settle() catches up.
  void add(const std::vector<dossier::Erasure>& erasures);

  // Brings register and database together, before the first request: what the database erased is written
  // down, and what is written down and came back is erased again. Returns how many were erased again.
  int settle(store::Store& store, documents::Scans& scans, const Clock& clock, Random& random);

 private:
  const std::string file_;
  std::mutex mutex_;
  std::set<Uuid> known_;
  std::vector<dossier::Erasure> read_;
};

}  // namespace motcua::app
