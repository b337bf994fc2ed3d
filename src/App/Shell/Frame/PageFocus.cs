using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// Moves the focus to the heading when the address changes to another page, as soon as that page has one. The page's
/// own query, with its filters and tabs, is no other page.
/// </summary>
public sealed class PageFocus : ComponentBase, IDisposable
{
    private string _path = string.Empty;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ShellScript Script { get; init; }

    public void Dispose() => Navigation.LocationChanged -= Follow;

    protected override void OnInitialized()
    {
        _path = PathOf(Navigation.Uri);
        Navigation.LocationChanged += Follow;
    }

    private static string PathOf(string uri) => new Uri(uri).AbsolutePath;

    private void Follow(object? sender, LocationChangedEventArgs e)
    {
        var path = PathOf(e.Location);
        if (path != _path)
        {
            _path = path;
            _ = Script.CallAsync("focusHeading");
        }
    }
}
