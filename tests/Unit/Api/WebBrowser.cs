using System.Net;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Somebody's browser, as far as cookies and the forms of static pages go.</summary>
internal sealed partial class WebBrowser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    /// <param name="server">Where it goes.</param>
    /// <param name="userAgent">What it says it is; null for nothing.</param>
    public WebBrowser(ApiServer server, string? userAgent = null)
    {
        _http = new HttpClient(_handler) { BaseAddress = server.Address };
        _ = userAgent is null || _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The cookie of the sign-in as it would be sent; empty without one.</summary>
    public string Cookie => Header("experiment-admin");

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    /// <summary>Signs in through the page.</summary>
    public async Task SignInAsync(string email, string password)
    {
        var answer = await PostAsync("/account/sign-in", "sign-in", ("Form.Email", email), ("Form.Password", password));
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        Cookie.ShouldNotBeEmpty();
    }

    public async Task<string> SignOutAsync()
        => (await SendAsync("/account/sign-out", await FormAsync("/account", handler: null))).Headers.Location!.ToString();

    /// <summary>Sends a form of a static page.</summary>
    /// <param name="page">The page, which is loaded first.</param>
    /// <param name="handler">The form.</param>
    /// <param name="fields">What was entered.</param>
    public async Task<HttpResponseMessage> PostAsync(string page, string handler, params (string Name, string Value)[] fields)
        => await SendAsync(page, await FormAsync(page, handler, fields));

    public async Task<string> ReadAsync(string page)
    {
        using var answer = await _http.GetAsync(new Uri(page, UriKind.Relative), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>Whether a cookie opens a page, and whether it opens the API.</summary>
    public static async Task<(bool Page, bool Api)> OpensAsync(ApiServer server, string cookie)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        using var page = await http.GetAsync(new Uri("/account", UriKind.Relative), Cancellation);
        using var api = await http.GetAsync(new Uri("/api/v1/me/", UriKind.Relative), Cancellation);
        page.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Found);
        api.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Unauthorized);
        return (page.StatusCode is HttpStatusCode.OK, api.StatusCode is HttpStatusCode.OK);
    }

    /// <summary>Sends a form that may be sent again.</summary>
    public async Task<HttpResponseMessage> SendAgainAsync(string address, FormUrlEncodedContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(await form.ReadAsByteArrayAsync(Cancellation)) };
        request.Content.Headers.ContentType = form.Headers.ContentType;
        _ = request.Headers.TryAddWithoutValidation("Accept", "text/html");
        return await _http.SendAsync(request, Cancellation);
    }

    private string Header(string name)
        => string.Join("; ", _handler.CookieContainer.GetCookies(_http.BaseAddress!).Where(cookie => cookie.Name == name));

    /// <summary>A form of a static page, which is loaded first, as it is sent.</summary>
    public async Task<FormUrlEncodedContent> FormAsync(string page, string? handler, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await ReadAsync(page)).Groups["value"].Value;
        token.ShouldNotBeEmpty(page);
        return new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token),
            .. handler is null ? Array.Empty<KeyValuePair<string, string>>() : [new("_handler", handler)],
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
    }

    private async Task<HttpResponseMessage> SendAsync(string address, FormUrlEncodedContent form)
    {
        using (form)
        {
            return await SendAgainAsync(address, form);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
