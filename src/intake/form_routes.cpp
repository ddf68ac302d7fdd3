#include "intake/form_routes.h"

#include <deque>

#include "base/check.h"
#include "base/text.h"
#include "intake/batch.h"
#include "intake/file_routes.h"
#include "intake/filing.h"
#include "intake/receipt_form.h"
#include "intake/sheets.h"

namespace motcua::intake {
namespace {

using dossier::State;
using http::head;
using http::Method;
using http::Request;
using workflow::Installation;

constexpr std::size_t most_at_once = 100;  // dossiers; two pages of the work list
constexpr std::string_view receipts = "receipt";

http::Response pdf_response(const Bytes& pdf, const std::string& name) {
  http::Response response;
  response.body = std::string(as_text(pdf));
  response.with("Content-Type", "application/pdf")
      .with("Content-Disposition", disposition(name + ".pdf", "pdf"))
      .with("Cache-Control", "no-store");
  return response;
}

// Everything a form is filled from, read once and kept while it is drawn.
struct Opened {
  State state;
  std::vector<dossier::Event> events;
  dossier::Submission submission;
  catalogue::VersionRef version;
  std::map<std::int64_t, json::value> private_parts;  // by version of the event
};

Expected<Opened> open(const Installation& office, store::Reader& reader, const State& state) {
  const auto submission = office.dossiers.submission(reader, state.id);
  if (!submission) return refuse("dossier.erased");
  Opened opened{state, office.dossiers.events(reader, state.id), *submission, version_of(office, state), {}};
  for (const auto& event : opened.events) {
    if (!event.commitment || event.version == 1) continue;
    const auto part = office.dossiers.private_part(reader, state.id, event.version);
    if (part) opened.private_parts[event.version] = *part;
  }
  return opened;
}

FormSources sources(const Installation& office, store::Reader& reader, const Opened& opened, Instant now) {
  return {office.organisation,
          office.timetables.of(opened.state.agencies.solving),
          opened.events,
          opened.submission,
          *opened.version,
          [&reader](const Uuid& post) {
            const auto holder = identity::find_post(reader, post);
            return holder ? holder->display_name : std::string();
          },
          [&reader](const Uuid& post) {
            const auto holder = identity::find_post(reader, post);
            return holder ? std::optional(holder->post) : std::nullopt;
          },
          [&opened](std::int64_t version) {
            const auto found = opened.private_parts.find(version);
            return found == opened.private_parts.end() ? json::value(json::object()) : found->second;
          },
          now};
}

Expected<documents::ReceiptForm> receipt_of(const Installation& office, store::Reader& reader,
                                            const Opened& opened, const std::string& public_url) {
  const auto accepted = acceptance_of(opened.events);
  if (!accepted) return refuse("intake.not_received");
  const auto post = Uuid::parse(accepted->actor.id);
  const auto officer = post ? identity::find_post(reader, *post) : std::nullopt;
  return receipt_form({office.organisation, accepted->state, opened.submission, *opened.version,
                       officer ? officer->display_name : "", officer ? officer->post.office : "",
                       public_url});
}

Expected<documents::Copies> copies_asked(const Request& request) {
  const auto copy = request.query_value("copy");
  if (copy.empty() || copy == "both") return documents::Copies::both;
  if (copy == "applicant") return documents::Copies::applicant;
  if (copy == "kept") return documents::Copies::kept;
  return refuse("intake.copy_unknown", "?copy");
}

Expected<documents::LetterPaper> paper_asked(const Request& request, Form form) {
  const auto paper = request.query_value("paper");
  if (paper == "a5") return documents::LetterPaper::a5;
  if (!paper.empty() && paper != "a4") return refuse("intake.sheet_unknown", "?paper");
  const bool wide = form == Form::control || form == Form::processing || form == Form::result_slip;
  return wide ? documents::LetterPaper::a4_landscape : documents::LetterPaper::a4;
}

// Both copies beside each other on A4, one after the other on A5.
documents::Paper receipt_paper(const Request& request, documents::Copies copies) {
  const bool beside = copies == documents::Copies::both && request.query_value("paper") != "a5";
  return beside ? documents::Paper::a4_side_by_side : documents::Paper::a5;
}

Expected<http::Response> print_receipt(const Installation& office, const Request& request,
                                       const std::string& public_url) {
  const auto copies = copies_asked(request);
  if (!copies) return refuse(copies.error());
  const auto state = open_private(office, request, message(Language::vi, "intake.receipt.access"));
  if (!state) return refuse(state.error());
  if (state->erased) return refuse("dossier.erased");
  const auto form = office.store.read([&](store::Reader& reader) -> Expected<documents::ReceiptForm> {
    const auto opened = open(office, reader, *state);
    if (!opened) return refuse(opened.error());
    return receipt_of(office, reader, *opened, public_url);
  });
  if (!form) return refuse(form.error());
  return pdf_response(documents::receipt_pdf(*form, *copies, receipt_paper(request, *copies)), state->code);
}

Expected<http::Response> print_form(const Installation& office, const Request& request) {
  const auto form = form_of(request.param("form"));
  if (!form) return refuse("intake.form_unknown");
  const auto paper = paper_asked(request, *form);
  if (!paper) return refuse(paper.error());
  const auto state = open_private(office, request, message(Language::vi, "intake.form.access"));
  if (!state) return refuse(state.error());
  const auto letter = office.store.read([&](store::Reader& reader) -> Expected<documents::Letter> {
    const auto opened = open(office, reader, *state);
    if (!opened) return refuse(opened.error());
    return fill(*form, sources(office, reader, *opened, office.clock.now()));
  });
  if (!letter) return refuse(letter.error());
  return pdf_response(documents::letters_pdf({*letter}, *paper),
                      state->code + "-" + std::string(name_of(*form)));
}

// The states of the dossiers that were chosen, in their order, each of which the caller may read. Problems,
// all at once: dossier.unknown at its place.
Expected<std::vector<State>> chosen_states(const Installation& office, const Request& request) {
  const auto list = request.query_value("dossiers");
  const auto texts = list.empty() ? std::vector<std::string>{} : split(list, ',');
  if (texts.empty()) return refuse("intake.no_dossier_chosen", "?dossiers");
  if (texts.size() > most_at_once) {
    return refuse("intake.too_many_chosen", "?dossiers",
                  {{"most", std::to_string(most_at_once)}, {"count", std::to_string(texts.size())}});
  }
  const auto& caller = identity::caller_of(request);
  return office.store.read([&](store::Reader& reader) -> Expected<std::vector<State>> {
    std::vector<State> states;
    for (const auto& text : texts) {
      const auto id = Uuid::parse(text);
      const auto state = id ? office.dossiers.state(reader, *id) : std::nullopt;
      if (!state || !workflow::may_read(caller, *state)) return refuse("dossier.unknown", "?dossiers");
      states.push_back(*state);
    }
    return states;
  });
}

void log_prints(const Installation& office, const Request& request, const std::vector<State>& states) {
  const Instant now = office.clock.now();
  const std::string why = message(Language::vi, "intake.form.access");
  office.store.write([&](store::Writer& writer) {
    for (const auto& state : states) {
      identity::record_access(writer, identity::caller_of(request), "dossier.read", state.agencies.received,
                              state.id, why, now);
    }
  });
}

// Which dossier is in the way, so that it can be left out.
Problems named(const Problems& problems, const State& state) {
  Problems all = problems;
  for (auto& each : all) {
    if (each.code == "intake.form_not_due" || each.code == "intake.not_received")
      each = {"intake.form_not_due_of", "?dossiers", {{"code", state.code}}};
  }
  return all;
}

// One page or more for each of them; everything that is in the way is told at once.
template <class T, class F>
Expected<std::vector<T>> for_each(const std::deque<Opened>& all, const F& make) {
  std::vector<T> made;
  Problems problems;
  for (const auto& each : all) {
    auto one = make(each);
    if (one) {
      made.push_back(std::move(*one));
    } else {
      for (auto& problem : named(one.error(), each.state)) problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return refuse(std::move(problems));
  return made;
}

Expected<documents::Letter> slip_of(const Installation& office, store::Reader& reader,
                                    const std::deque<Opened>& all, Instant now) {
  std::vector<FormSources> slips;
  for (const auto& each : all) {
    if (each.state.agencies.received != all.front().state.agencies.received)
      return refuse("intake.of_several_agencies", "?dossiers");
    slips.push_back(sources(office, reader, each, now));
    if (const auto alone = result_slip({slips.back()}); !alone)
      return refuse(named(alone.error(), each.state));
  }
  return result_slip(slips);
}

Expected<Bytes> batch(const Installation& office, store::Reader& reader, const Request& request,
                      const std::deque<Opened>& all, const std::string& public_url) {
  const Instant now = office.clock.now();
  if (request.param("form") == receipts) {
    const auto copies = copies_asked(request);
    if (!copies) return refuse(copies.error());
    const auto forms = for_each<documents::ReceiptForm>(
        all, [&](const Opened& each) { return receipt_of(office, reader, each, public_url); });
    if (!forms) return refuse(forms.error());
    return documents::receipts_pdf(*forms, *copies, receipt_paper(request, *copies));
  }
  const auto form = form_of(request.param("form"));
  if (!form) return refuse("intake.form_unknown");
  const auto paper = paper_asked(request, *form);
  if (!paper) return refuse(paper.error());
  if (*form == Form::result_slip) {
    const auto slip = slip_of(office, reader, all, now);
    if (!slip) return refuse(slip.error());
    return documents::letters_pdf({*slip}, *paper);
  }
  const auto letters = for_each<documents::Letter>(
      all, [&](const Opened& each) { return fill(*form, sources(office, reader, each, now)); });
  if (!letters) return refuse(letters.error());
  return documents::letters_pdf(*letters, *paper);
}

Expected<http::Response> print_batch(const Installation& office, const Request& request,
                                     const std::string& public_url) {
  const auto states = chosen_states(office, request);
  if (!states) return refuse(states.error());
  auto pdf = office.store.read([&](store::Reader& reader) -> Expected<Bytes> {
    std::deque<Opened> all;
    for (const auto& state : *states) {
      auto opened = open(office, reader, state);
      if (!opened) return refuse(named(opened.error(), state));
      all.push_back(std::move(*opened));
    }
    return batch(office, reader, request, all, public_url);
  });
  if (!pdf) return refuse(pdf.error());
  log_prints(office, request, *states);
  return pdf_response(*pdf, std::string(request.param("form")) + "-" + std::to_string(states->size()));
}

}  // namespace

void add_form_routes(http::Router& router, const Installation& office, std::string public_url) {
  auto form = head(Method::get, "/api/dossiers/{id}/forms/{form}", "work.read",
                   "Form 02 (supplement), 03 (refusal), 04 (extension), 05 (stop), 06 (control), the "
                   "processing sheet or the hand-over slip of the result; the look is logged.");
  form.produces = "application/pdf";
  form.query = {{"paper", "a4 (the default) or a5."}};
  router.add(
      http::file_route(form, [&office](const Request& request) { return print_form(office, request); }));

  auto receipt = head(Method::get, "/api/dossiers/{id}/receipt.pdf", "work.read",
                      "Form 01, receipt and date of result; the look is logged.");
  receipt.produces = "application/pdf";
  receipt.query = {{"copy", "applicant, kept, or both (the default)."}, {"paper", "a4 (the default) or a5."}};
  router.add(http::file_route(receipt, [&office, public_url](const Request& request) {
    return print_receipt(office, request, public_url);
  }));

  auto several = head(Method::get, "/api/forms/{form}", "work.read",
                      "A form of several dossiers in one file, ready to print: receipt or one of those a "
                      "dossier has; each look is logged.");
  several.produces = "application/pdf";
  several.query = {{"dossiers", "Ids with commas between them, 1 to 100."},
                   {"paper", "a4 (the default) or a5."},
                   {"copy", "Of receipts: applicant, kept, or both (the default)."}};
  router.add(http::file_route(several, [&office, public_url](const Request& request) {
    return print_batch(office, request, public_url);
  }));

  auto together = head(Method::get, "/api/receipts.pdf", "work.read",
                       "Form 01 for several dossiers of one applicant on one sheet; each look is logged.");
  together.produces = "application/pdf";
  together.query = {{"dossiers", "Their ids, separated by commas, at most 50.", true}};
  router.add(http::file_route(together, [&office, url = std::move(public_url)](const Request& request) {
    return batch_receipt(office, request, request.query_value("dossiers"), url);
  }));
}

}  // namespace motcua::intake
