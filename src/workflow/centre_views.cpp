#include "workflow/centre_views.h"

namespace motcua::workflow {

using http::field;
using http::object;
using http::Shape;

const Shape<ForeseenView>& shape_of(const ForeseenView*) {
  using V = ForeseenView;
  static const auto shape =
      object<V>("Foreseen",
                {field("dossier", &V::dossier), field("code", &V::code), field("procedure", &V::procedure),
                 field("owner_name", &V::owner_name), field("state", &V::state), field("due_at", &V::due_at),
                 field("save_until", &V::save_until), field("step", &V::step), field("holder", &V::holder),
                 field("work_minutes", &V::work_minutes), field("queue_minutes", &V::queue_minutes),
                 field("late_by_minutes", &V::late_by_minutes), field("remedy", &V::remedy),
                 field("who", &V::who), field("who_load_minutes", &V::who_load_minutes)});
  return shape;
}
const Shape<RemedyCount>& shape_of(const RemedyCount*) {
  static const auto shape = object<RemedyCount>(
      "RemedyCount", {field("remedy", &RemedyCount::remedy), field("count", &RemedyCount::count)});
  return shape;
}
const Shape<LoadView>& shape_of(const LoadView*) {
  static const auto shape = object<LoadView>(
      "Load", {field("name", &LoadView::name), field("title", &LoadView::title),
               field("overdue", &LoadView::overdue), field("due_today", &LoadView::due_today),
               field("later", &LoadView::later), field("work_minutes", &LoadView::work_minutes)});
  return shape;
}
const Shape<FigureView>& shape_of(const FigureView*) {
  static const auto shape = object<FigureView>(
      "CentreFigure", {field("figure", &FigureView::figure), field("now", &FigureView::now),
                       field("before", &FigureView::before)});
  return shape;
}
const Shape<ChannelCount>& shape_of(const ChannelCount*) {
  static const auto shape = object<ChannelCount>(
      "ChannelCount", {field("channel", &ChannelCount::channel), field("count", &ChannelCount::count)});
  return shape;
}
const Shape<CentreView>& shape_of(const CentreView*) {
  using V = CentreView;
  static const auto shape = object<V>(
      "CentreView",
      {field("unit", &V::unit), field("now", &V::now), field("from", &V::from),
       field("before_from", &V::before_from), field("period", &V::period), field("overdue", &V::overdue),
       field("due_today", &V::due_today), field("running", &V::running), field("unaccepted", &V::unaccepted),
       field("unaccepted_late", &V::unaccepted_late), field("foreseen_total", &V::foreseen_total),
       field("remedies", &V::remedies), field("foreseen", &V::foreseen), field("loads", &V::loads),
       field("figures", &V::figures), field("channels", &V::channels)});
  return shape;
}

const Shape<OfficerHours>& shape_of(const OfficerHours*) {
  using V = OfficerHours;
  static const auto shape = object<V>(
      "OfficerHours", {field("name", &V::name), field("title", &V::title), field("office", &V::office),
                       field("minutes", &V::minutes), field("dossiers", &V::dossiers)});
  return shape;
}
const Shape<OfficeHours>& shape_of(const OfficeHours*) {
  static const auto shape = object<OfficeHours>(
      "OfficeHours", {field("office", &OfficeHours::office), field("minutes", &OfficeHours::minutes)});
  return shape;
}
const Shape<HolderHours>& shape_of(const HolderHours*) {
  using V = HolderHours;
  static const auto shape =
      object<V>("HolderHours", {field("kind", &V::kind), field("name", &V::name),
                                field("minutes", &V::minutes), field("dossiers", &V::dossiers)});
  return shape;
}
const Shape<CentreHours>& shape_of(const CentreHours*) {
  using V = CentreHours;
  static const auto shape = object<V>(
      "CentreHours", {field("from", &V::from), field("until", &V::until), field("dossiers", &V::dossiers),
                      field("minutes", &V::minutes), field("officers", &V::officers),
                      field("offices", &V::offices), field("others", &V::others)});
  return shape;
}

}  // namespace motcua::workflow
