// Tells whether a desk is open now, by Beijing time and the holidays of the year, and says it again at the next change.
(function () {
  "use strict";
  var places = document.querySelectorAll("[data-opening]");
  if (!places.length) return;
  var MINUTE = 60000;
  var DAY = 1440;
  var NAMES = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function hour(minutes) {
    return Math.floor(minutes / 60) + ":" + two(minutes % 60);
  }

  function say(place, now) {
    var spans = place.dataset.opening.split(" ").map(function (span) { return span.split("-").map(Number); });
    var except = place.dataset.openingExcept.split(" ");
    var minute = Math.floor(now / MINUTE) % DAY;

    // The spans of a day so many days on; null beyond the days whose holidays are known.
    function open(offset) {
      var day = new Date(now + offset * DAY * MINUTE);
      var date = day.toISOString().slice(0, 10);
      if (date > place.dataset.openingUntil) return null;
      var week = day.getUTCDay();
      return (week > 0 && week < 6) !== (except.indexOf(date) >= 0) ? spans : [];
    }

    function next() {
      var today = open(0);
      for (var i = 0; today && i < today.length; i++) if (today[i][0] > minute) return "，" + hour(today[i][0]) + " 开放";
      for (var offset = 1; offset < 15; offset++) {
        var later = open(offset);
        if (!later) return "";
        var day = new Date(now + offset * DAY * MINUTE);
        var name = offset === 1 ? "明天 " : (day.getUTCMonth() + 1) + "月" + day.getUTCDate() + "日（" + NAMES[day.getUTCDay()] + "）";
        if (later.length) return "，" + name + hour(later[0][0]) + " 开放";
      }
      return "";
    }

    var today = open(0);
    var at = today && today.filter(function (span) { return span[0] <= minute && minute < span[1]; })[0];
    place.classList.toggle("opening-now", Boolean(at));
    place.textContent = at ? "现在开放，" + hour(at[1]) + " 结束" : (today && today.length ? "现在休息" : "今天休息") + next();
    place.hidden = !today;
  }

  function tell() {
    var now = Date.now() + 8 * 60 * MINUTE;
    places.forEach(function (place) { say(place, now); });
    setTimeout(tell, MINUTE - (now % MINUTE) + 20);
  }

  tell();
})();
