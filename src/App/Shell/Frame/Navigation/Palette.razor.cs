using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>
/// Goes anywhere by a few letters: pages, and the experiments and flags of the environment. What is found says for which
/// text, so that Enter never takes the answer to an older one.
/// </summary>
public sealed partial class Palette : IDisposable
{
    /// <summary>How long the typing rests before the database is asked.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(120);

    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private bool _isInstanceAdministrator;
    private bool _isFilled;
    private Workspace? _around;
    private IReadOnlyList<PaletteGroup> _found = [];
    private string _foundFor = string.Empty;
    private string _text = string.Empty;
    private int _turn;

    public Palette() => _token = _gone.Token;

    [Parameter, EditorRequired]
    public required WorkspaceLocation Location { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    [Inject]
    public required SearchReads Reads { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string? Told => _foundFor.Length == 0 ? null : $"{DisplayText.Count(_found.Sum(group => group.Items.Count), "result")} for {_foundFor.Trim()}";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var isInstanceAdministrator = SignedIn is not null
            && (await SignedIn).User.HasClaim(claim => claim.Type == SessionClaims.InstanceAdministrator);
        if (!_isFilled || !ReferenceEquals(_around, Location.Around) || isInstanceAdministrator != _isInstanceAdministrator)
        {
            (_around, _isInstanceAdministrator, _isFilled) = (Location.Around, isInstanceAdministrator, true);
            Forget();
        }
    }

    private void Forget()
    {
        _turn++;
        _text = string.Empty;
        Show(SearchResults.None, string.Empty);
    }

    private async Task SearchAsync(string? text)
    {
        var turn = ++_turn;
        _text = text ?? string.Empty;
        if (_text.Trim().Length == 0)
        {
            Show(SearchResults.None, _text);
            return;
        }

        try
        {
            await Task.Delay(s_rest, Clock, _token);
            if (turn != _turn)
            {
                return; // More was typed.
            }

            var found = _around is { } around
                ? await Reads.FindAsync(around.Access, around.Environment.Id, text, _token)
                : SearchResults.None;
            if (turn == _turn)
            {
                Show(found, _text);
            }
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was closed meanwhile.
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is not null)
        {
            Show(SearchResults.None, _text); // Pages are found without it; the one that is opened says why there is no more.
        }
    }

    private void Show(SearchResults found, string text)
    {
        _foundFor = text;
        _found = PaletteGroup.Of(
            ("Pages", PalettePages.Find(_around, _isInstanceAdministrator, text)),
            ("Experiments", [.. found.Experiments.Select(experiment => new PaletteItem(
                experiment.Name, Icons.Material.Outlined.Science, _around!.Href($"experiments/{experiment.Id}"), experiment.FlagName, ExperimentLifecycle.Word(experiment.Status)))]),
            ("Flags", [.. found.Flags.Select(flag => new PaletteItem(
                flag.Name, Icons.Material.Outlined.Flag, _around!.Href($"flags/{flag.Name}"), Detail: flag.IsArchived ? "archived" : flag.Description))]));
    }
}
