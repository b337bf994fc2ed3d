using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>Choosing one of a list, whose choices stand above the page and not beside their field.</summary>
internal static class Choosing
{
    /// <summary>Opens the list of a field, chooses, and comes back when the field says so.</summary>
    public static async Task ChooseAsync(this ILocator field, string option)
    {
        await field.ClickAsync();
        await field.Page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
        await Expect(field).ToHaveValueAsync(option);
        await Expect(field.Page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(0);
    }
}
