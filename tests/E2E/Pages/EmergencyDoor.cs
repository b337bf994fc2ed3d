using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>Stop all, and the way back, on the list of an environment's experiments.</summary>
public sealed class EmergencyDoor(IPage page)
{
    private ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    private ILocator Bar => page.GetByTestId("stopped");

    /// <summary>Asks whether everything that runs is to be stopped, and sees what that is.</summary>
    public async Task OpenStopAsync(string running)
    {
        await page.GetByTestId("stop-all").ClickAsync();
        await Expect(Dialog).ToContainTextAsync($"Paused from now: {running}.");
    }

    /// <summary>Stops that for a reason, and sees who did.</summary>
    public async Task StopAsync(string running, string reason, string who)
    {
        await OpenStopAsync(running);
        await Dialog.GetByLabel("Reason").FillAsync(reason);
        await Dialog.GetByRole(AriaRole.Button, new() { NameRegex = new(@"^Stop \d+ experiments? now$") }).ClickAsync();
        await Expect(Bar).ToContainTextAsync($"{who} stopped everything that ran");
    }

    /// <summary>Asks whether just that is to be resumed, and sees what it is.</summary>
    public async Task OpenResumeAsync(string stopped)
    {
        await Bar.GetByRole(AriaRole.Button, new() { Name = "Resume just those…" }).ClickAsync();
        await Expect(Dialog).ToContainTextAsync($"Running again from now: {stopped}.");
    }

    /// <summary>Resumes it.</summary>
    public async Task ResumeAsync(string stopped)
    {
        await OpenResumeAsync(stopped);
        await Dialog.GetByRole(AriaRole.Button, new() { NameRegex = new(@"^Resume \d+ experiments?$") }).ClickAsync();
        await Expect(Bar).ToHaveCountAsync(0);
    }
}
