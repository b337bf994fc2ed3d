using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.ApiKeys;

/// <summary>Makes a management API key and shows its text, once.</summary>
public sealed partial class ApiKeyForm
{
    private const int Never = 0;
    private const int OnADay = -1;

    private static readonly int[] s_days = [30, 90, 365];

    private FormErrors _errors = FormErrors.None;
    private ElementReference _form;
    private string? _name;
    private Role _role = Role.Viewer;
    private int _expiry = 90;
    private string? _lastDay;
    private NewManagementKey? _made;
    private string _madeName = string.Empty;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ManagementKeyScope Scope { get; set; }

    /// <summary>The roles to choose from, each with a line about what it may do there.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(Role Value, string Text, string Line)> Roles { get; set; }

    /// <summary>The address to try the key with, below the application's own.</summary>
    [Parameter, EditorRequired]
    public required string Trial { get; set; }

    /// <summary>The list of keys.</summary>
    [Parameter, EditorRequired]
    public required string ListAddress { get; set; }

    [Inject]
    public required CreateManagementKey Create { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private IReadOnlyList<(int Value, string Text)> Expiries =>
    [
        .. s_days.Select(days => (days, $"In {days} days, on {DisplayText.Date(Clock.GetUtcNow().AddDays(days))}")),
        (OnADay, "On a day of your choice"),
        (Never, "Never"),
    ];

    private DateOnly? LastDay
        => DateOnly.TryParseExact(_lastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? day : null;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = await Browser.RestoreFormAsync(_form);
        }
    }

    private async Task CreateAsync()
    {
        if (_busy)
        {
            return;
        }

        if (_expiry == OnADay && LastDay is null)
        {
            _errors = new FormErrors(new Error.Invalid("last_day_missing", "Choose the last day.", "expires_at"));
            return;
        }

        _busy = true;
        var name = _name;
        var result = await Create.RunAsync(new(Scope, name, _role, End()), CancellationToken.None);
        if (WasLeft)
        {
            return;
        }

        _busy = false;
        _errors = new FormErrors(result.Errors);
        if (result.IsOk)
        {
            await Browser.ForgetFormAsync(_form);
            (_made, _madeName) = (result.Value, name!.Trim());
        }
    }

    private DateTimeOffset? End() => _expiry switch
    {
        Never => null,
        OnADay => new DateTimeOffset(LastDay!.Value.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero),
        var days => Clock.GetUtcNow().AddDays(days),
    };

    private void Again() => (_made, _name) = (null, null);
}
