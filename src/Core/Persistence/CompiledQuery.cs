using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// A query that is taken apart once and not at every call, which for a query of several joins costs more than the
/// database needs to answer it. For what runs while a writer holds the lock that others wait for, and for what every request asks.
/// </summary>
internal sealed class CompiledQuery<TFirst, TSecond, TRow>(Expression<Func<AppDbContext, TFirst, TSecond, IQueryable<TRow>>> query)
{
    // What was compiled belongs to one database's model, and to contexts that track or to contexts that do not.
    private readonly ConditionalWeakTable<IModel, Func<AppDbContext, TFirst, TSecond, IAsyncEnumerable<TRow>>> _tracking = [];
    private readonly ConditionalWeakTable<IModel, Func<AppDbContext, TFirst, TSecond, IAsyncEnumerable<TRow>>> _untracked = [];

    public async Task<List<TRow>> ListAsync(AppDbContext db, TFirst first, TSecond second, CancellationToken cancellationToken)
    {
        var known = db.ChangeTracker.QueryTrackingBehavior is QueryTrackingBehavior.TrackAll ? _tracking : _untracked;
        var compiled = known.GetValue(db.Model, _ => EF.CompileAsyncQuery(query));
        var rows = new List<TRow>();
        await foreach (var row in compiled(db, first, second).WithCancellation(cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
