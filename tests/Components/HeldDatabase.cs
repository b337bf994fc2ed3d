using System.Data.Common;
using Bunit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Components;

/// <summary>A database whose commands a test can hold back, as one that is slow would, and which says what it was sent.</summary>
internal sealed class HeldDatabase(TestDatabase database) : DbCommandInterceptor, IDbContextFactory<AppDbContext>
{
    private readonly Lock _lock = new();
    private readonly List<string> _commands = [];
    private Hold? _next;

    /// <summary>What was sent, oldest first.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_lock)
            {
                return [.. _commands];
            }
        }
    }

    public AppDbContext CreateDbContext() => database.CreateDbContext(this);

    /// <summary>The next command waits.</summary>
    /// <param name="containing">Only one with this text; null for any.</param>
    public Hold HoldNext(string? containing = null)
    {
        lock (_lock)
        {
            return _next = new Hold(containing);
        }
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await WaitAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await WaitAsync(command);
        return result;
    }

    private Task WaitAsync(DbCommand command)
    {
        Hold? hold = null;
        lock (_lock)
        {
            _commands.Add(command.CommandText);
            if (_next is { } next && (next.Containing is null || command.CommandText.Contains(next.Containing, StringComparison.Ordinal)))
            {
                (hold, _next) = (next, null);
            }
        }

        return hold?.WaitAsync() ?? Task.CompletedTask;
    }

    /// <summary>One command that waits until the test lets it go.</summary>
    public sealed class Hold(string? containing)
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? Containing { get; } = containing;

        /// <summary>Over when something is held.</summary>
        public Task HeldAsync() => _held.Task.WaitAsync(BunitContext.DefaultWaitTimeout, Xunit.TestContext.Current.CancellationToken);

        public void Release() => _released.TrySetResult();

        internal Task WaitAsync()
        {
            _held.TrySetResult();
            return _released.Task;
        }
    }
}
