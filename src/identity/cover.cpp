#include "identity/cover.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace motcua::identity {
namespace {

// Whoever manages accounts, controls the province or is a machine answers for itself alone.
bool may_be_covered(Role role) {
  switch (role) {
    case Role::counter_officer:
    case Role::specialist:
    case Role::approver:
    case Role::centre_director:
      return true;
    case Role::provincial_controller:
    case Role::administrator:
    case Role::channel_adapter:
      return false;
  }
  CHECK(false);
}

std::string day(LocalDate date) {
  const std::string iso = format_iso(date);
  return iso.substr(8, 2) + '/' + iso.substr(5, 2) + '/' + iso.substr(0, 4);
}

struct Rule {
  const CoverAsked& asked;
  const std::vector<Cover>& covers;
  const LocalDate today;
  Problems faults = {};

  void fault(const char* code, const char* field, std::map<std::string, std::string> params = {}) {
    faults.push_back({std::string("identity.") + code, field, std::move(params)});
  }

  bool shares_days(const Cover& cover) const {
    return !cover.ended_at && cover.from <= asked.to && asked.from <= cover.to;
  }

  void dates() {
    if (asked.to < asked.from) {
      fault("cover_backward", "/to", {{"from", day(asked.from)}, {"to", day(asked.to)}});
    } else if (asked.to < today) {
      fault("cover_past", "/to", {{"to", day(asked.to)}});
    }
  }

  void post(const Post& post, const char* field) {
    if (!may_be_covered(post.role)) fault("cover_role", field);
    if (!post.valid_on(asked.from) || !post.valid_on(asked.to)) fault("cover_post_ended", field);
  }

  // Whether the work of `post` comes to the asked post in the end, over covers that share days.
  bool leads_back(const Uuid& post, std::set<Uuid>& seen) const {
    if (post == asked.post.id) return true;
    if (!seen.insert(post).second) return false;
    return std::any_of(covers.begin(), covers.end(), [&](const Cover& each) {
      return each.post == post && shares_days(each) && leads_back(each.by, seen);
    });
  }

  void others() {
    for (const auto& each : covers) {
      if (!shares_days(each)) continue;
      const std::map<std::string, std::string> days{{"from", day(each.from)}, {"to", day(each.to)}};
      if (each.post == asked.post.id) fault("cover_overlap", "/from", days);
      if (asked.kind == Cover::Kind::absence && each.by == asked.post.id) fault("cover_busy", "/post", days);
    }
    std::set<Uuid> seen;
    if (leads_back(asked.by.id, seen)) return fault("cover_loop", "/by");
    for (const auto& each : covers) {
      if (each.post != asked.by.id || each.kind != Cover::Kind::absence || !shares_days(each)) continue;
      fault("cover_away", "/by", {{"from", day(each.from)}, {"to", day(each.to)}});
    }
  }
};

}  // namespace

std::string_view name_of(Cover::Kind kind) {
  switch (kind) {
    case Cover::Kind::absence:
      return "absence";
    case Cover::Kind::delegation:
      return "delegation";
  }
  CHECK(false);
}

std::optional<Cover::Kind> cover_kind_of(std::string_view name) {
  for (const auto kind : {Cover::Kind::absence, Cover::Kind::delegation}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

Problems cover_faults(const CoverAsked& asked, const std::vector<Cover>& covers, LocalDate today) {
  Rule rule{asked, covers, today};
  rule.dates();
  rule.post(asked.post, "/post");
  rule.post(asked.by, "/by");
  if (asked.post.official == asked.by.official) {
    rule.fault("cover_self", "/by");
  } else if (asked.post.unit != asked.by.unit) {
    rule.fault("cover_elsewhere", "/by");
  } else if (asked.from <= asked.to) {
    rule.others();
  }
  return std::move(rule.faults);
}

}  // namespace motcua::identity
