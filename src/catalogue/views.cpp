#include "catalogue/views.h"

#include "catalogue/words.h"

namespace motcua::catalogue {

using http::field;

namespace {

// A province's catalogue has some 1,600 procedures; each may leave several facts open.
constexpr std::size_t most_facts = 50'000;

FeeView view_of(const Fee& fee, Language language) {
  return {fee.name.in(language), fee.amount_vnd, fee.per.in(language), fee.text.in(language),
          fee_in_words(fee, language)};
}

ChannelView view_of(const ChannelTerms& terms, Language language) {
  ChannelView view;
  view.channel = name_of(terms.channel);
  if (terms.limit) view.limit = calendar::to_text(*terms.limit);
  view.limit_text = limit_in_words(terms, language);
  view.fee_text = fees_in_words(terms, language);
  view.note = terms.note.in(language);
  for (const Fee& fee : terms.fees) view.fees.push_back(view_of(fee, language));
  return view;
}

PaperView view_of(const Paper& paper, Language language) {
  PaperView view;
  view.id = paper.id;
  view.name = paper.name.in(language);
  view.originals = paper.originals;
  view.certified_copies = paper.certified_copies;
  view.photocopies = paper.photocopies;
  if (paper.when) view.when = paper.when->in(language);
  view.shown_only = paper.kind == PaperKind::show;
  return view;
}

}  // namespace

const http::Shape<ProcedureSummary>& shape_of(const ProcedureSummary*) {
  using V = ProcedureSummary;
  static const auto kept = http::object<V>(
      "ProcedureSummary",
      {field("code", &V::code), field("name", &V::name), field("sector", &V::sector),
       field("limit_text", &V::limit_text), field("fee_text", &V::fee_text),
       field("needs_person", &V::needs_person).means("some facts wait for a person to confirm them")});
  return kept;
}

const http::Shape<ProcedureList>& shape_of(const ProcedureList*) {
  static const auto kept =
      http::object<ProcedureList>("ProcedureList", {field("procedures", &ProcedureList::procedures)});
  return kept;
}

const http::Shape<FeeView>& shape_of(const FeeView*) {
  using V = FeeView;
  static const auto kept = http::object<V>(
      "FeeView", {field("name", &V::name),
                  field("amount", &V::amount).means("đồng; 0 is free; null: not confirmed, do not collect"),
                  field("per", &V::per), field("text", &V::text), field("words", &V::words)});
  return kept;
}

const http::Shape<ChannelView>& shape_of(const ChannelView*) {
  using V = ChannelView;
  static const auto kept = http::object<V>(
      "ChannelView", {field("channel", &V::channel, http::one_of({"counter", "online", "post"})),
                      field("limit", &V::limit).means("as `motcua deadline` reads it; null: not confirmed"),
                      field("limit_text", &V::limit_text), field("fee_text", &V::fee_text),
                      field("note", &V::note), field("fees", &V::fees)});
  return kept;
}

const http::Shape<PaperView>& shape_of(const PaperView*) {
  using V = PaperView;
  static const auto kept = http::object<V>(
      "PaperView", {field("id", &V::id), field("name", &V::name), field("originals", &V::originals),
                    field("certified_copies", &V::certified_copies), field("photocopies", &V::photocopies),
                    field("when", &V::when).means("the case in which it is needed; null: always"),
                    field("shown_only", &V::shown_only).means("looked at and given back, not kept")});
  return kept;
}

const http::Shape<StepView>& shape_of(const StepView*) {
  using V = StepView;
  static const auto kept = http::object<V>(
      "StepView", {field("key", &V::key), field("name", &V::name),
                   field("share", &V::share).means("per cent of the limit; all steps together 100")});
  return kept;
}

const http::Shape<OpenFactView>& shape_of(const OpenFactView*) {
  using V = OpenFactView;
  static const auto kept =
      http::object<V>("OpenFactView", {field("procedure", &V::procedure), field("name", &V::name),
                                       field("version", &V::version), field("field", &V::field),
                                       field("text", &V::text).means("what the source says"),
                                       field("why", &V::why), field("why_text", &V::why_text)});
  return kept;
}

const http::Shape<ProcedureView>& shape_of(const ProcedureView*) {
  using V = ProcedureView;
  static const auto kept = http::object<V>(
      "ProcedureView", {field("code", &V::code),
                        field("version", &V::version),
                        field("name", &V::name),
                        field("sector", &V::sector),
                        field("source", &V::source),
                        field("valid_from", &V::valid_from),
                        field("handled_by", &V::handled_by),
                        field("audience", &V::audience),
                        field("decision", &V::decision),
                        field("guidance", &V::guidance),
                        field("channels", &V::channels),
                        field("papers", &V::papers),
                        field("notes", &V::notes),
                        field("requirements", &V::requirements),
                        field("result_name", &V::result_name),
                        field("steps", &V::steps),
                        field("legal", &V::legal),
                        field("official_steps", &V::official_steps),
                        field("source_url", &V::source_url),
                        field("needs_person", &V::needs_person),
                        field("demo_values", &V::demo_values)
                            .means("limits, fees or papers are invented and must be labelled so")});
  return kept;
}

const http::Shape<NeedsPersonList>& shape_of(const NeedsPersonList*) {
  using V = NeedsPersonList;
  static const auto kept = http::object<V>(
      "NeedsPersonList", {field("procedures", &V::procedures),
                          field("facts", &V::facts, http::list<OpenFactView>(0, most_facts))});
  return kept;
}

ProcedureSummary summary_of(const ProcedureVersion& version, Language language) {
  ProcedureSummary summary;
  summary.code = version.code;
  summary.name = version.name.in(language);
  summary.sector = version.sector.in(language);
  const ChannelTerms* terms = version.terms(Channel::counter);
  if (!terms && !version.channels.empty()) terms = &version.channels.front();
  const ChannelTerms unknown;
  summary.limit_text = limit_in_words(terms ? *terms : unknown, language);
  summary.fee_text = fees_in_words(terms ? *terms : unknown, language);
  summary.needs_person = !version.needs_person.empty();
  return summary;
}

OpenFactView open_fact_of(const ProcedureVersion& version, const NeedsPerson& fact, Language language) {
  return {version.code, version.name.in(language),   version.id(), fact.field, fact.text,
          fact.why,     why_in_words(fact, language)};
}

ProcedureView view_of(const ProcedureVersion& version, Language language) {
  ProcedureView view;
  view.code = version.code;
  view.version = version.id();
  view.name = version.name.in(language);
  view.sector = version.sector.in(language);
  view.source = name_of(version.source);
  view.valid_from = format_iso(version.valid_from);
  view.handled_by = version.handled_by;
  view.audience = version.audience;
  view.decision = version.decision;
  view.guidance = version.guidance.in(language);
  view.requirements = version.requirements.in(language);
  view.result_name = version.result_name.in(language);
  view.official_steps = version.official_steps;
  view.source_url = version.source_url;
  for (const ChannelTerms& terms : version.channels) view.channels.push_back(view_of(terms, language));
  for (const Paper& paper : version.papers) view.papers.push_back(view_of(paper, language));
  for (const LanguageMap& note : version.notes) view.notes.push_back(note.in(language));
  for (const Step& step : version.steps)
    view.steps.push_back({step.key, step.name.in(language), step.share_percent});
  view.legal = version.legal;
  for (const NeedsPerson& fact : version.needs_person)
    view.needs_person.push_back(open_fact_of(version, fact, language));
  view.demo_values = version.demo_values;
  return view;
}

}  // namespace motcua::catalogue
