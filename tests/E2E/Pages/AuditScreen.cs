using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>The log of everything that people changed in a project.</summary>
public sealed class AuditScreen(IPage page) : Screen(page)
{
    public async Task<AuditScreen> OpenAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/audit");
        await IsTitledAsync("Audit log");
        return this;
    }

    /// <summary>Chooses from a filter; it is in the address then.</summary>
    public async Task NarrowAsync(string filter, string option)
    {
        var before = Page.Url;
        await Main.GetByLabel(filter, new() { Exact = true }).ChooseAsync(option);
        await Expect(Page).Not.ToHaveURLAsync(before);
    }

    /// <summary>The changes that are shown, newest first, each with this among its words.</summary>
    public Task ListsAsync(params string[] changes) => Expect(Main.GetByTestId("change")).ToContainTextAsync(changes);

    /// <summary>The file of what is shown, a line each change after the line of names.</summary>
    public async Task<IReadOnlyList<string>> DownloadAsync(CancellationToken cancellationToken)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Link("Download as CSV").ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".csv");
        return (await File.ReadAllTextAsync(await download.PathAsync(), cancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
