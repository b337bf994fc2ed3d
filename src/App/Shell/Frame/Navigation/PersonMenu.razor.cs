using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>Who is signed in, their account, the theme, the way out, and which version of the program this is.</summary>
public sealed partial class PersonMenu
{
    private static readonly (string Value, string Text, string Icon)[] s_themes =
    [
        ("light", "Light theme", Icons.Material.Outlined.LightMode),
        ("dark", "Dark theme", Icons.Material.Outlined.DarkMode),
        ("system", "Theme like the system", Icons.Material.Outlined.DesktopWindows),
    ];

    // None until the browser has said which: one that looks chosen already cannot be chosen.
    private string? _theme;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    public required ScriptOf<PersonMenu> Script { get; init; }

    private string Initials => string.Concat(Actor.Name
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var theme = await Script.AskAsync<string>("theme") ?? "system";
            _theme ??= theme; // Somebody may have chosen another meanwhile.
            StateHasChanged();
        }
    }

    private async Task ChooseAsync(string theme)
    {
        _theme = theme;
        await Script.CallAsync("setTheme", theme);
    }

    // As a form: nobody can sign somebody out from another site.
    private Task SignOutAsync() => Script.CallAsync("signOut");
}
