using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>Where the first administrator comes in, by the link that the server printed.</summary>
public sealed class SetUpScreen(IPage page) : Screen(page)
{
    public ILocator Name => Main.GetByLabel("Name", new() { Exact = true }).First;

    public ILocator Email => Main.GetByLabel("E-mail address");

    public ILocator Project => Main.GetByLabel("Project", new() { Exact = true });

    public async Task<SetUpScreen> OpenAsync(Uri link)
    {
        await Page.GotoAsync(link.ToString());
        await IsTitledAsync("First set-up");
        return this;
    }

    public async Task FillAsync(string name, string email, string password, string project)
    {
        await Name.FillAsync(name);
        await Email.FillAsync(email);
        await Main.GetByLabel("Password").FillAsync(password);
        await Project.FillAsync(project);
    }

    public Task SubmitAsync() => Button("Set up and sign in").ClickAsync();

    /// <summary>Nothing was set up, for this reason, which leads to its field.</summary>
    public Task RefusesAsync(string sentence) => Expect(Main.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);

    private ILocator Environment(int number) => Main.GetByRole(AriaRole.Group, new() { Name = $"Environment {number}", Exact = true });
}
