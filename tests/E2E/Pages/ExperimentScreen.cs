using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>One experiment, and the sliders of its rollout when they are open.</summary>
public sealed class ExperimentScreen(IPage page) : Screen(page)
{
    public const string EditRollout = "Edit rollout";

    public RolloutEditor Rollout => new(Page);

    public ILocator Save => Main.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save") });

    /// <summary>The button of the question that is asked when a save makes people switch arms.</summary>
    public ILocator SaveAllTheSame => Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("^Save: .* switch$") });

    private ILocator RolloutCard => Main.GetByTestId("rollout");

    private ILocator History => Main.GetByTestId("history").GetByRole(AriaRole.Listitem);

    public async Task<ExperimentScreen> IsShownAsync(string name)
    {
        await IsTitledAsync(name);
        return this;
    }

    /// <summary>Saves once the button names this percentage: the forecast that moves the button comes with that name.</summary>
    public Task SaveAsync(string to)
        => Main.GetByRole(AriaRole.Button, new() { NameRegex = new($@"^Save: .* to {Regex.Escape(to)}\s%$") }).ClickAsync();

    /// <summary>The badge beside the name.</summary>
    public Task IsAsync(string status) => Expect(Main.Locator(".page-header")).ToContainTextAsync(status);

    /// <summary>Starts it, past the question that says what will happen, and anyway: no application asked for the flag yet.</summary>
    /// <param name="enters">What the button says about who enters: <c>"20 % of identities"</c>.</param>
    public async Task StartAsync(string enters)
    {
        await Button("Start…").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByLabel("Start anyway").CheckAsync();
        await Button($"Start: {enters} enter now").ClickAsync();
    }

    /// <summary>Takes everybody out, past the question that says what will happen.</summary>
    public async Task PauseAsync()
    {
        await Button("Pause…").ClickAsync();
        await Button("Pause: everybody gets the environment default").ClickAsync();
        await IsAsync("Paused");
    }

    /// <summary>Lets the same people in again.</summary>
    /// <param name="enters">What the button says about who enters: <c>"20 % of identities"</c>.</param>
    public async Task ResumeAsync(string enters)
    {
        await Button("Resume…").ClickAsync();
        await Button($"Resume: {enters} enter again").ClickAsync();
        await IsAsync("Running");
    }

    /// <summary>Ends it: with what everybody gets, and what was learned.</summary>
    /// <param name="name">Of the experiment.</param>
    /// <param name="ending">Such as <c>"Ship big"</c>.</param>
    /// <param name="conclusion">Such as <c>"Won"</c>.</param>
    /// <param name="effect">Part of what the preview says.</param>
    public async Task EndAsync(string name, string ending, string conclusion, string effect)
    {
        await ChooseActionAsync(name, "End…");
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new($@"^{Regex.Escape(ending)}\b") }).CheckAsync();
        await Expect(dialog.GetByTestId("end-preview")).ToContainTextAsync(effect);
        await dialog.GetByRole(AriaRole.Radio, new() { NameRegex = new($@"^{Regex.Escape(conclusion)}\b") }).CheckAsync();
        await dialog.GetByLabel("Note").FillAsync("What we learned.");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^End: ") }).ClickAsync();
        await IsAsync("Completed");
    }

    /// <summary>Takes the end back.</summary>
    public async Task UndoEndAsync()
    {
        await Button("Undo the end…").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Undo the end", Exact = true }).ClickAsync();
        await IsAsync("Running");
    }

    /// <summary>Part of what the page says was decided.</summary>
    public Task DecidedAsync(string decision) => Expect(Main.GetByTestId("outcome")).ToContainTextAsync(decision);

    /// <summary>Chooses an action from the menu at the top.</summary>
    public async Task ChooseActionAsync(string name, string action)
    {
        await Button($"More actions for {name}").ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
    }

    /// <summary>Deals everybody again, for a reason.</summary>
    public async Task StartOverAsync(string name, string reason)
    {
        await ChooseActionAsync(name, "New phase…");
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "New phase: deal everybody again" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>The rollout over time shows where a phase begins, and its table why.</summary>
    public async Task HasPhaseAsync(int number, string reason)
    {
        var timeline = Main.GetByTestId("timeline");
        await Expect(timeline.GetByText($"Phase {number}", new() { Exact = true })).ToBeVisibleAsync();
        await timeline.GetByText("As a table").ClickAsync();
        await Expect(timeline.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(reason);
    }

    public async Task OpenRolloutAsync()
    {
        await Link(EditRollout).ClickAsync();
        await Expect(Rollout.Slider).ToBeFocusedAsync();
    }

    /// <summary>The sliders are closed, and the rollout reads like this.</summary>
    public Task RolloutSaysAsync(string sentence) => Expect(RolloutCard).ToContainTextAsync(sentence);

    /// <summary>Part of how it is going: who is in it, and whether anybody asks for its flag.</summary>
    public Task GoesAsync(string sentence) => Expect(Main.GetByTestId("going")).ToContainTextAsync(sentence);

    /// <summary>Part of what a save would change for people.</summary>
    public Task ForecastsAsync(string effect) => Expect(Main.GetByTestId("forecast")).ToContainTextAsync(effect);

    /// <summary>A save asks first, because these people would get another arm.</summary>
    public Task AsksAboutSwitchesAsync(string who) => Expect(Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(who);

    /// <summary>The line at the top about what just happened.</summary>
    public Task TellsAsync(string news) => Expect(Main.Locator(".page-header").GetByRole(AriaRole.Status)).ToContainTextAsync(news);

    /// <summary>The refusal is there, and has taken the focus: whoever types before that types into nothing.</summary>
    public async Task RefusesToSaveAsync(string because)
    {
        var refusal = Main.GetByRole(AriaRole.Alert, new() { Name = "The rollout was not saved" });
        await Expect(refusal).ToContainTextAsync(because);
        await Expect(refusal).ToBeFocusedAsync();
    }

    public Task HintsAtAChangeAsync(string state) => Expect(Main.GetByTestId("changed-meanwhile")).ToContainTextAsync(state);

    public async Task KeepMineAsync()
    {
        await Button("Keep mine").ClickAsync();
        await Expect(Main.GetByTestId("changed-meanwhile")).ToHaveCountAsync(0);
    }

    public Task ReasonAsync(string reason) => Main.GetByLabel("Reason").FillAsync(reason);

    /// <summary>Unfolds who gets what, and the box for identifiers of one's own.</summary>
    public async Task OpenWhoGetsWhatAsync()
    {
        await RolloutCard.GetByText("Who gets what", new() { Exact = true }).ClickAsync();
        await RolloutCard.GetByText("Try your own identifiers").ClickAsync();
    }

    /// <summary>Pastes identifiers, as many as there are.</summary>
    public async Task PasteAsync(IEnumerable<string> identifiers)
    {
        await Main.GetByRole(AriaRole.Textbox, new() { Name = "Identifiers" }).EvaluateAsync(
            """
            (area, text) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", text);
              area.select();
              area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
            }
            """,
            string.Join('\n', identifiers));
        await Button("Show who gets what").ClickAsync();
    }

    /// <summary>Takes a text file with these identifiers.</summary>
    public Task UploadAsync(IEnumerable<string> identifiers) => Main.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "users.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', identifiers)) });

    /// <summary>There is a table of who gets what, with this caption.</summary>
    public Task CountsAsync(string caption) => Expect(RolloutCard.GetByRole(AriaRole.Region, new() { Name = caption })).ToBeVisibleAsync();

    /// <summary>The lines of the file of who gets what.</summary>
    public async Task<string[]> DownloadWhoGetsWhatAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Button("Download who gets what (CSV)").ClickAsync());
        return await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    /// <summary>What the history says, newest first.</summary>
    public async Task RemembersAsync(params string[] entries)
    {
        foreach (var (index, entry) in entries.Index())
        {
            await Expect(History.Nth(index)).ToContainTextAsync(entry);
        }
    }
}
