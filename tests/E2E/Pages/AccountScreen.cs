using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>Where people change their own name and password.</summary>
public sealed class AccountScreen(IPage page) : Screen(page)
{
    public ILocator Name => Main.GetByRole(AriaRole.Textbox, new() { Name = "Name" });

    public async Task OpenAsync()
    {
        await Page.GotoAsync("/account");
        await IsTitledAsync("Your account");
    }

    /// <summary>
    /// What the browser says of the connection while nobody answers to the button, and what stands in the field then. While one
    /// page waits for the next it cannot be asked: it has to say that by itself.
    /// </summary>
    /// <param name="within">How long that may take, in milliseconds.</param>
    public async Task<string> SavesNameInVainAsync(float within)
    {
        await Name.EvaluateAsync(
            """
            field => {
              const words = document.getElementById("connection-words");
              new MutationObserver(() => console.info(`${words.textContent} [${field.value}]`)).observe(words, { childList: true });
            }
            """);
        await Button("Save name").FocusAsync();
        return (await Page.RunAndWaitForConsoleMessageAsync(PressAgainAsync, new() { Timeout = within })).Text;
    }

    /// <summary>Presses by key the button that has the focus.</summary>
    public Task PressAgainAsync() => Page.Keyboard.PressAsync("Enter");

    public Task RefusesNameAsync() => Expect(Name).ToHaveAttributeAsync("aria-invalid", "true");
}
