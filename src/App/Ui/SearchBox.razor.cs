using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>A text to look for. Tells about it when the typing rests, or at once on Enter.</summary>
public sealed partial class SearchBox : IDisposable
{
    /// <summary>How long the typing has to rest.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly string _id = Ids.New("search");
    private CancellationTokenSource? _typing;
    private string _text = string.Empty;
    private string? _told;

    /// <summary>What is searched, for screen readers and as the placeholder: "Search experiments and flags".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
    }

    // A value that this box told about itself is no news: by now more may have been typed.
    protected override void OnParametersSet()
    {
        if (!string.Equals(Value ?? string.Empty, _told, StringComparison.Ordinal))
        {
            _told = _text = Value ?? string.Empty;
        }
    }

    private async Task TypeAsync(string? text)
    {
        _text = text ?? string.Empty;
        Dispose();
        _typing = new CancellationTokenSource();
        var token = _typing.Token;
        try
        {
            await Task.Delay(Rest, Clock, token);
        }
        catch (OperationCanceledException)
        {
            return; // More was typed, or the page is gone.
        }

        await TellAsync();
    }

    private async Task CommitAsync(ChangeEventArgs change)
    {
        _text = change.Value as string ?? string.Empty;
        Dispose();
        _typing = null;
        await TellAsync();
    }

    private Task TellAsync()
    {
        if (string.Equals(_told, _text, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        _told = _text;
        return ValueChanged.InvokeAsync(_text.Length == 0 ? null : _text);
    }
}
