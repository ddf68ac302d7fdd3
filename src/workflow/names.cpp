#include "workflow/names.h"

#include "base/check.h"

namespace motcua::workflow {

const identity::PostHolder* Names::holder(const Uuid& post) {
  auto found = known_.find(post);
  if (found == known_.end()) found = known_.emplace(post, identity::find_post(reader_, post)).first;
  return found->second ? &*found->second : nullptr;
}

std::string Names::name(const Uuid& post) {
  const auto* found = holder(post);
  return found == nullptr ? "" : found->display_name;
}

std::string Names::name(const dossier::Actor& actor, Language language) {
  using Kind = dossier::Actor::Kind;
  switch (actor.kind) {
    case Kind::post: {
      const auto id = Uuid::parse(actor.id);
      const std::string known = id ? name(*id) : "";
      if (known.empty()) return message(language, "actor.unknown");
      const auto covered = actor.covers ? Uuid::parse(*actor.covers) : std::nullopt;
      if (!covered) return known;
      return message(language, "actor.covers", {{"name", known}, {"covered", name(*covered)}});
    }
    case Kind::applicant:
      return message(language, "actor.applicant");
    case Kind::job:
      return message(language, "actor.job");
    case Kind::device:
      return message(language, "actor.device");
    case Kind::system: {
      const auto account = identity::find_official(reader_, std::string_view(actor.id));
      return account ? account->official.display_name
                     : message(language, "actor.system", {{"name", actor.id}});
    }
  }
  CHECK(false);
}

}  // namespace motcua::workflow
