/* oxlint-disable no-var -- read by browsers older than let and const */
// One sentence for browsers older than iOS 14 and Chrome 85, which cannot read the page's own script. Plain ES5.
;(function () {
  if (window.Promise && Promise.any) return
  var app = document.getElementById('app')
  var sentence = document.createElement('p')
  sentence.className = 'old-browser'
  sentence.appendChild(
    document.createTextNode(
      '此浏览器版本过旧，请升级微信或改用最新版浏览器打开短信中的链接。 This browser is too old: update it and open the link again.',
    ),
  )
  app.parentNode.replaceChild(sentence, app)
})()
