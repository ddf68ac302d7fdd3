#include "catalogue/version_json.h"

#include <set>

namespace motcua::catalogue {

namespace {

using http::field;
using http::Shape;

// Limits stand in files as a person writes them: "3 working-days", "same-day".
class LimitSchema final : public http::Schema {
 public:
  void read(const json::value& value, http::Faults& faults, void* out) const override {
    const json::string* text = value.if_string();
    const auto limit = text ? calendar::parse_limit(std::string_view(*text)) : calendar::parse_limit("");
    if (limit) {
      *static_cast<calendar::Limit*>(out) = *limit;
    } else {
      for (const Problem& problem : limit.error()) faults.add(problem.code, problem.params);
    }
  }
  json::value write(const void* in) const override {
    return json::value(calendar::to_text(*static_cast<const calendar::Limit*>(in)));
  }
  json::object describe(http::Components&) const override {
    return {{"type", "string"}, {"examples", json::array{"3 working-days", "same-day"}}};
  }
};

const Shape<calendar::Limit>& limit_shape() {
  static const Shape<calendar::Limit> kept(std::make_shared<LimitSchema>());
  return kept;
}

const Shape<Fee>& fee_shape() {
  static const auto kept = http::object<Fee>(
      "CatalogueFee", {field("name", &Fee::name).or_default(), field("amount_vnd", &Fee::amount_vnd),
                       field("per", &Fee::per).or_default(), field("text", &Fee::text).or_default()});
  return kept;
}

const Shape<ChannelTerms>& terms_shape() {
  static const auto channel = http::choice<Channel>(
      {{"counter", Channel::counter}, {"online", Channel::online}, {"post", Channel::post}});
  static const auto kept = http::object<ChannelTerms>(
      "CatalogueChannel",
      {field("channel", &ChannelTerms::channel, channel), field("limit", &ChannelTerms::limit, limit_shape()),
       field("limit_text", &ChannelTerms::limit_text).or_default(),
       field("fees", &ChannelTerms::fees, http::list(fee_shape(), 0, 30)),
       field("note", &ChannelTerms::note).or_default()});
  return kept;
}

const Shape<Paper>& paper_shape() {
  static const auto kind =
      http::choice<PaperKind>({{"submit", PaperKind::submit}, {"show", PaperKind::show}});
  static const auto kept = http::object<Paper>(
      "CataloguePaper",
      {field("id", &Paper::id, http::text(1, 80, http::Pattern::code)), field("name", &Paper::name),
       field("originals", &Paper::originals, http::integer(0, 9)).or_default(),
       field("certified_copies", &Paper::certified_copies, http::integer(0, 9)).or_default(),
       field("photocopies", &Paper::photocopies, http::integer(0, 9)).or_default(),
       field("kind", &Paper::kind, kind), field("when", &Paper::when, http::shape<LanguageMap>())});
  return kept;
}

const Shape<Step>& step_shape() {
  static const auto kept = http::object<Step>(
      "CatalogueStep",
      {field("key", &Step::key, http::text(1, 40, http::Pattern::code)), field("name", &Step::name),
       field("share_percent", &Step::share_percent, http::integer(0, 100))});
  return kept;
}

const Shape<NeedsPerson>& needs_person_shape() {
  static const auto kept =
      http::object<NeedsPerson>("CatalogueNeedsPerson", {field("field", &NeedsPerson::field),
                                                         field("text", &NeedsPerson::text).or_default(),
                                                         field("why", &NeedsPerson::why)});
  return kept;
}

bool both(const LanguageMap& text) { return !text.vi.empty() && !text.en.empty(); }

// Collects the pointers of what a curated version still lacks.
class Missing {
 public:
  void unless(bool there, std::string pointer) {
    if (!there)
      problems_.push_back({"catalogue.curated_incomplete", std::move(pointer), {{"procedure", code_}}});
  }
  explicit Missing(std::string code) : code_(std::move(code)) {}
  Problems take() { return std::move(problems_); }

 private:
  std::string code_;
  Problems problems_;
};

void check_channels(const ProcedureVersion& version, Missing& missing) {
  missing.unless(!version.channels.empty(), "/channels");
  std::set<Channel> seen;
  for (std::size_t i = 0; i < version.channels.size(); ++i) {
    const ChannelTerms& terms = version.channels[i];
    const std::string at = fmt::format("/channels/{}", i);
    missing.unless(seen.insert(terms.channel).second, at + "/channel");
    missing.unless(terms.limit.has_value(), at + "/limit");
    missing.unless(!terms.fees.empty(), at + "/fees");
    for (std::size_t j = 0; j < terms.fees.size(); ++j) {
      missing.unless(terms.fees[j].amount_vnd && *terms.fees[j].amount_vnd >= 0,
                     fmt::format("{}/fees/{}/amount_vnd", at, j));
    }
  }
}

void check_papers_and_steps(const ProcedureVersion& version, Missing& missing) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < version.papers.size(); ++i) {
    const Paper& paper = version.papers[i];
    const std::string at = fmt::format("/papers/{}", i);
    missing.unless(ids.insert(paper.id).second, at + "/id");
    missing.unless(both(paper.name), at + "/name");
    missing.unless(!paper.when || both(*paper.when), at + "/when");
    missing.unless(paper.originals + paper.certified_copies + paper.photocopies > 0, at + "/originals");
  }
  int shares = 0;
  for (const Step& step : version.steps) shares += step.share_percent;
  missing.unless(shares == 100, "/steps");
}

}  // namespace

const Shape<ProcedureVersion>& version_shape() {
  using V = ProcedureVersion;
  static const auto kept = http::object<V>(
      "ProcedureVersion",
      {field("code", &V::code, http::text(8, 8, http::Pattern::code)), field("name", &V::name),
       field("sector", &V::sector).or_default(), field("handled_by", &V::handled_by).or_default(),
       field("audience", &V::audience).or_default(), field("decision", &V::decision).or_default(),
       field("guidance", &V::guidance).or_default(),
       field("channels", &V::channels, http::list(terms_shape(), 0, 3)),
       field("papers", &V::papers, http::list(paper_shape(), 0, 500)),
       field("notes", &V::notes, http::list(http::shape<LanguageMap>(), 0, 500)).or_default(),
       field("requirements", &V::requirements).or_default(),
       field("result_name", &V::result_name).or_default(), field("legal", &V::legal).or_default(),
       field("official_steps", &V::official_steps).or_default(),
       field("source_url", &V::source_url).or_default(),
       field("steps", &V::steps, http::list(step_shape(), 1, 20)).or_default(),
       field("needs_person", &V::needs_person, http::list(needs_person_shape(), 0, 1000)).or_default(),
       field("demo_values", &V::demo_values).or_default()});
  return kept;
}

std::string to_body(const ProcedureVersion& version) {
  return canonical_json(version_shape().write(version));
}

Expected<ProcedureVersion> from_body(std::string_view body) {
  auto version = version_shape().parse(body);
  if (version && version->steps.empty()) version->steps = default_steps();
  return version;
}

Expected<ProcedureVersion> read_curated(std::string_view text) {
  auto value = http::parse_json(text);
  if (!value) return refuse(std::move(value).error());
  std::optional<LocalDate> valid_from;
  if (json::object* object = value->if_object()) {
    const json::value* date = object->if_contains("valid_from");
    if (date && date->is_string()) valid_from = parse_date(std::string_view(date->get_string()));
    object->erase("valid_from");
  }
  auto version = version_shape().read(*value);
  if (!version) return refuse(std::move(version).error());
  if (version->steps.empty()) version->steps = default_steps();
  version->source = Source::curated;
  version->valid_from = valid_from.value_or(LocalDate{});

  Missing missing(version->code);
  missing.unless(valid_from.has_value(), "/valid_from");
  missing.unless(parse_code(version->code) == version->code, "/code");
  missing.unless(both(version->name), "/name");
  missing.unless(both(version->sector), "/sector");
  missing.unless(both(version->guidance), "/guidance");
  missing.unless(both(version->result_name), "/result_name");
  check_channels(*version, missing);
  missing.unless(!version->papers.empty(), "/papers");
  check_papers_and_steps(*version, missing);
  Problems problems = missing.take();
  if (!problems.empty()) return refuse(std::move(problems));
  return version;
}

}  // namespace motcua::catalogue
