#include "store/session.h"

#include <fmt/format.h>

namespace motcua::store {

namespace {
thread_local bool reading = false;
thread_local bool writing = false;

bool& mark(Work work) { return work == Work::read ? reading : writing; }

std::span<const Param> view(std::initializer_list<Param> params) { return {params.begin(), params.size()}; }
}  // namespace

Inside::Inside(Work work) : work_(work) {
  CHECK(!already(work));
  mark(work) = true;
}
Inside::~Inside() { mark(work_) = false; }
bool Inside::already(Work work) { return mark(work); }

ConstraintFailed unexpected_rows(std::string_view query) {
  return ConstraintFailed(
      fmt::format("A statement that changes one row found none or several ({}). Nothing was stored.", query));
}

void Session::put(const Query& query, std::span<const Param> params, Expect expect) {
  const auto changed = execute(query, params);
  if (expect == Expect::exactly_one && changed != 1) throw unexpected_rows(query.name);
}

Rows SessionReader::run(const Query& query, std::initializer_list<Param> params) {
  return session_.run(query, view(params));
}

template <class F>
std::invoke_result_t<F> SessionWriter::guarded(F&& statement) {
  if (failure_) std::rethrow_exception(failure_);
  try {
    return statement();
  } catch (const TransactionLost&) {
    failure_ = std::current_exception();
    lost_ = true;
    throw;
  } catch (const StoreFailed&) {
    failure_ = std::current_exception();
    throw;
  }
}

Rows SessionWriter::run(const Query& query, std::initializer_list<Param> params) {
  return guarded([&] { return session_.run(query, view(params)); });
}

std::int64_t SessionWriter::execute(const Query& query, std::initializer_list<Param> params) {
  return guarded([&] { return session_.execute(query, view(params)); });
}

void SessionWriter::put(const Query& query, std::initializer_list<Param> params, Expect expect) {
  guarded([&] { session_.put(query, view(params), expect); });
}

void SessionWriter::put_all(const Query& query, std::span<const Param> params) {
  guarded([&] { session_.put(query, params, Expect::any); });
}

void SessionWriter::script(const Migration& migration) {
  guarded([&] { session_.script(migration); });
}

bool SessionWriter::obey(const std::function<bool(Writer&)>& command) {
  bool commit = false;
  try {
    commit = command(*this);
  } catch (...) {
    throw_if_lost();
    throw;
  }
  throw_if_lost();
  if (commit && failure_) std::rethrow_exception(failure_);
  return commit;
}

void SessionWriter::throw_if_lost() const {
  if (lost_) std::rethrow_exception(failure_);
}

}  // namespace motcua::store
