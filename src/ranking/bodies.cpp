#include "ranking/bodies.h"

namespace motcua::ranking {

using http::field;
using http::object;
using http::Shape;

static const Shape<MovementBody>& shape_of(const MovementBody*) {
  using M = MovementBody;
  static const auto shape = object<M>(
      "RankingMovement",
      {field("previous_place", &M::previous_place),
       field("up", &M::up).means("Places gained since the period before; negative when lost."),
       field("by_own_online", &M::by_own_online).means("Of them by its own number of online dossiers."),
       field("by_own_received", &M::by_own_received).means("By its own number of all received."),
       field("by_others", &M::by_others).means("By the others; the three add up to `up`.")});
  return shape;
}

static const Shape<RankingLineBody>& shape_of(const RankingLineBody*) {
  using L = RankingLineBody;
  static const auto shape = object<L>(
      "RankingUnit",
      {field("code", &L::code), field("name", &L::name),
       field("place", &L::place).means("Equal shares share a place; none when nothing was accepted."),
       field("value", &L::value).means("online ÷ received, 0 to 1, unrounded."),
       field("received", &L::received), field("online", &L::online),
       field("few", &L::few).means("Fewer than 30 dossiers: the share says little."),
       field("movement", &L::movement)});
  return shape;
}

const Shape<RankingBody>& shape_of(const RankingBody*) {
  using R = RankingBody;
  static const auto shape = object<R>(
      "Ranking", {field("period", &R::period), field("compared_with", &R::compared_with), field("by", &R::by),
                  field("from", &R::from), field("to", &R::to),
                  field("judged_on", &R::judged_on).means("The last day that counts: today while it lasts."),
                  field("is_complete", &R::is_complete),
                  field("units", &R::units, http::list<RankingLineBody>(0, 100'000))});
  return shape;
}

RankingLineBody body_of(const RankingLine& line) {
  RankingLineBody body{line.code,     line.name,   line.place, line.value,
                       line.received, line.online, line.few,   std::nullopt};
  if (const auto& m = line.movement)
    body.movement =
        MovementBody{m->previous_place, m->up, m->by_own_online, m->by_own_received, m->by_others};
  return body;
}

const Shape<WhyBody>& shape_of(const WhyBody*) {
  using W = WhyBody;
  static const auto shape = object<W>(
      "RankingWhy",
      {field("period", &W::period), field("compared_with", &W::compared_with), field("unit", &W::unit),
       field("received_before", &W::received_before), field("online_before", &W::online_before),
       field("passed", &W::passed).means("Units that stood before it and now stand behind."),
       field("passed_by", &W::passed_by).means("Units that stood behind it and now stand before."),
       field("note", &W::note).means("Empty, or why this is not the unit that was asked for.")});
  return shape;
}

RankingBody body_of(const RankingTable& table) {
  RankingBody body;
  body.period = text_of(table.period);
  body.compared_with = text_of(table.compared_with);
  body.from = table.period.from;
  body.to = table.period.to;
  body.judged_on = table.judged_on;
  body.is_complete = table.is_complete;
  for (const auto& line : table.lines) body.units.push_back(body_of(line));
  return body;
}

static const Shape<Figures>& shape_of(const Figures*) {
  using F = Figures;
  static const auto shape =
      object<F>("Figures",
                {field("received", &F::received),
                 field("received_counter", &F::received_counter),
                 field("received_online", &F::received_online),
                 field("received_post", &F::received_post),
                 field("taken_over", &F::taken_over),
                 field("carried_over", &F::carried_over),
                 field("not_accepted", &F::not_accepted),
                 field("early", &F::early),
                 field("on_time", &F::on_time),
                 field("overdue", &F::overdue),
                 field("withdrawn", &F::withdrawn),
                 field("stopped", &F::stopped),
                 field("handed_over", &F::handed_over),
                 field("re_appointed", &F::re_appointed),
                 field("ended_re_appointed", &F::ended_re_appointed),
                 field("in_process_within", &F::in_process_within),
                 field("in_process_overdue", &F::in_process_overdue),
                 field("supplement", &F::supplement),
                 field("paused", &F::paused),
                 field("to_hand_over", &F::to_hand_over),
                 field("median_minutes", &F::median_minutes).means("Working minutes; 480 are a working day."),
                 field("ninetieth_minutes", &F::ninetieth_minutes)});
  return shape;
}

const Shape<FiguresBody>& shape_of(const FiguresBody*) {
  using B = FiguresBody;
  static const auto shape = object<B>(
      "FiguresOfPeriod",
      {field("period", &B::period), field("from", &B::from), field("to", &B::to),
       field("judged_on", &B::judged_on), field("unit", &B::unit).means("Empty: the whole province."),
       field("name", &B::name), field("note", &B::note).means("When another unit answers than was asked."),
       field("figures", &B::figures)});
  return shape;
}

static const Shape<LineBody>& shape_of(const LineBody*) {
  static const auto shape = object<LineBody>(
      "FiguresLine",
      {field("code", &LineBody::code), field("name", &LineBody::name), field("figures", &LineBody::figures)});
  return shape;
}

const Shape<LinesBody>& shape_of(const LinesBody*) {
  using B = LinesBody;
  static const auto shape = object<B>(
      "FiguresTable", {field("period", &B::period), field("from", &B::from), field("to", &B::to),
                       field("judged_on", &B::judged_on), field("unit", &B::unit), field("name", &B::name),
                       field("note", &B::note), field("lines", &B::lines, http::list<LineBody>(0, 100'000))});
  return shape;
}

static const Shape<DefinitionBody>& shape_of(const DefinitionBody*) {
  using D = DefinitionBody;
  static const auto shape = object<D>(
      "FigureDefinition",
      {field("figure", &D::figure), field("name", &D::name), field("means", &D::means),
       field("name_message", &D::name_message).means("Id of the sentence, for programs that have it."),
       field("means_message", &D::means_message)});
  return shape;
}

const Shape<DefinitionsBody>& shape_of(const DefinitionsBody*) {
  static const auto shape =
      object<DefinitionsBody>("FigureDefinitions", {field("figures", &DefinitionsBody::figures)});
  return shape;
}

static const Shape<BehindLineBody>& shape_of(const BehindLineBody*) {
  using L = BehindLineBody;
  static const auto shape = object<L>(
      "DossierBehindFigure",
      {field("id", &L::id), field("code", &L::code), field("procedure", &L::procedure),
       field("procedure_name", &L::procedure_name), field("channel", &L::channel),
       field("status", &L::status), field("received_at", &L::received_at), field("due_at", &L::due_at),
       field("ended_at", &L::ended_at), field("handed_over_at", &L::handed_over_at)});
  return shape;
}

const Shape<BehindBody>& shape_of(const BehindBody*) {
  using B = BehindBody;
  static const auto shape = object<B>(
      "DossiersBehindFigure",
      {field("figure", &B::figure), field("dossiers", &B::dossiers),
       field("next", &B::next).means("?after of the next page, which may be empty; none at the end.")});
  return shape;
}

}  // namespace motcua::ranking
