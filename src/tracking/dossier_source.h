#pragma once
#include "tracking/tracked.h"
#include "workflow/workflow.h"

namespace motcua::tracking {

// Tracking of the dossiers in the store. `installation` must outlive it.
class DossierSource final : public TrackingSource {
 public:
  explicit DossierSource(const workflow::Installation& installation) : installation_(installation) {}
  std::optional<TrackedDossier> find(std::string_view code, Instant now, Depth depth) const override;
  bool check_secret(std::string_view code, std::string_view secret) const override;

 private:
  const workflow::Installation& installation_;
};

// "Lò Thị Hạnh" → "L.T.H.": enough to ask for somebody at the counter.
std::string initials_of(std::string_view name);

}  // namespace motcua::tracking
