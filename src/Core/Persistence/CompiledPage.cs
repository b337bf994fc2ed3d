using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>A <see cref="CompiledQuery{TFirst, TSecond, TRow}"/> of one page: its last two parameters are how many rows to skip and to take.</summary>
internal sealed class CompiledPage<TFirst, TSecond, TRow>(Expression<Func<AppDbContext, TFirst, TSecond, int, int, IQueryable<TRow>>> query)
{
    private readonly PerModel<Func<AppDbContext, TFirst, TSecond, int, int, IAsyncEnumerable<TRow>>> _compiled = new(() => EF.CompileAsyncQuery(query));

    public async Task<List<TRow>> ListAsync(
        AppDbContext db, TFirst first, TSecond second, int skip, int take, CancellationToken cancellationToken)
        => await _compiled.For(db)(db, first, second, skip, take).ToListAsync(cancellationToken);
}
