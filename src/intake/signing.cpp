#include "intake/signing.h"

#include "base/check.h"
#include "intake/signature.h"

namespace motcua::intake {
namespace {

using identity::Role;
using organisation::UnitKind;

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "intake.form." + std::string(id), params);
}

Signatory signatory(const identity::Post& post) {
  const bool approver = post.role == Role::approver;
  return {post.title, approver || post.role == Role::centre_director, approver && !post.office.empty()};
}

// By whose order the heads of an agency's offices sign.
std::string head_of(const organisation::Organisation& organisation, const std::string& unit) {
  const auto* agency = organisation.find(unit);
  if (agency == nullptr) return "";
  switch (agency->kind) {
    case UnitKind::province:
    case UnitKind::commune:
    case UnitKind::ward:
    case UnitKind::township:
      return label("head.chairman");
    case UnitKind::department:
      return label("head.director");
    case UnitKind::centre:
    case UnitKind::office:
    case UnitKind::police:
      return "";
  }
  CHECK(false);
}

}  // namespace

documents::LetterSignature signed_by_name(std::string_view role, const std::string& name) {
  return {label(role), label("sign_hint"), name, {}};
}

documents::LetterSignature signed_by_actor(std::string_view role, const dossier::Actor& actor,
                                           const FormSources& from) {
  const auto by = Uuid::parse(actor.helper ? *actor.helper : actor.id);
  auto signature = signed_by_name(role, by ? from.officer(*by) : "");
  const auto covers = actor.covers ? Uuid::parse(*actor.covers) : std::nullopt;
  const auto post = by ? from.post(*by) : std::nullopt;
  const auto covered = covers ? from.post(*covers) : std::nullopt;
  if (!post) return signature;
  signature.capacity = capacity(signatory(*post), covered ? std::optional(signatory(*covered)) : std::nullopt,
                                head_of(from.organisation, covered ? covered->unit : post->unit));
  if (covered && signature.capacity.empty())
    signature.capacity.push_back(label("signs_for", {{"name", from.officer(*covers)}}));
  return signature;
}

}  // namespace motcua::intake
