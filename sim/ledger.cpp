#include "ledger.h"

namespace motcua::sim {

Known& Ledger::add(Known known) {
  const auto [place, fresh] = places_.emplace(known.id, dossiers_.size());
  if (fresh) dossiers_.push_back(std::move(known));
  return dossiers_[place->second];
}

Known* Ledger::find(const Uuid& id) {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &dossiers_[found->second];
}

}  // namespace motcua::sim
