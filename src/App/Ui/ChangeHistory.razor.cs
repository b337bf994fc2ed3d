using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Who changed an object, when and how, newest first. Follows new changes by itself.</summary>
public sealed partial class ChangeHistory : IDisposable
{
    private const int Step = 10;

    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private IDisposable? _listening;
    private Page<AuditEntry>? _page;
    private AuditKey? _shown;
    private int _size = Step;

    public ChangeHistory() => _token = _gone.Token;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    /// <summary>The object.</summary>
    [Parameter, EditorRequired]
    public required AuditKey Key { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _listening = Feed.Subscribe(change =>
    {
        if (change.Concerns(Key))
        {
            _ = InvokeAsync(FollowAsync);
        }
    });

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Key)
        {
            (_shown, _page, _size) = (Key, null, Step);
            await LoadAsync();
        }
    }

    private Task ShowMoreAsync()
    {
        _size += Step;
        return LoadAsync();
    }

    private async Task FollowAsync()
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was closed meanwhile.
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        var key = Key;
        var page = await Reads.HistoryAsync(Access, key, new ListQuery { Size = _size }, _token);
        if (key == Key)
        {
            _page = page;
        }
    }
}
