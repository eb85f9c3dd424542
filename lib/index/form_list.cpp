#include "index/form_list.hpp"

namespace whensaid::index {

std::size_t FormList::lower_bound(std::string_view form) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const auto middle = (low + high) / 2;
    if (this->form(middle) < form) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

FormList merged(const FormList& a, const FormList& b) {
  FormList both;
  both.reserve(a, b);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const auto order = a.form(i).compare(b.form(j));
    if (order < 0) {
      both.add(a.form(i), a.count(i));
      ++i;
    } else if (order > 0) {
      both.add(b.form(j), b.count(j));
      ++j;
    } else {
      both.add(a.form(i), a.count(i) + b.count(j));
      ++i;
      ++j;
    }
  }
  for (; i < a.size(); ++i) both.add(a.form(i), a.count(i));
  for (; j < b.size(); ++j) both.add(b.form(j), b.count(j));
  return both;
}

}  // namespace whensaid::index
