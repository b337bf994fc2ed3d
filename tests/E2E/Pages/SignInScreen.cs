using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>Where everybody comes in.</summary>
public sealed class SignInScreen(IPage page) : Screen(page)
{
    public const string Address = "/account/sign-in";

    public async Task<SignInScreen> OpenAsync()
    {
        await Page.GotoAsync(Address);
        return await IsShownAsync();
    }

    public async Task<SignInScreen> IsShownAsync()
    {
        await IsTitledAsync("Sign in");
        return this;
    }

    /// <summary>Signs in and arrives somewhere inside.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await OpenAsync();
        await TryAsync(email, password);
        await ArrivesAsync();
    }

    public async Task TryAsync(string email, string password)
    {
        await Page.GetByLabel("E-mail address").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    public Task RefusesAsync(string sentence) => Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);

    private Task ArrivesAsync() => Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Account of" })).ToBeVisibleAsync();
}
