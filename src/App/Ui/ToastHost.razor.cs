using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Where the frame shows <see cref="Ui.Toasts"/>; there is one.</summary>
public sealed partial class ToastHost : IDisposable
{
    [Inject]
    public required Toasts Toasts { get; init; }

    public void Dispose() => Toasts.Changed -= Show;

    protected override void OnInitialized() => Toasts.Changed += Show;

    private void Show(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
