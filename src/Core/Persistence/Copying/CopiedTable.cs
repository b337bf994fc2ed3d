using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExperimentAdmin.Core.Persistence.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ExperimentAdmin.Core.Persistence.Copying;

/// <summary>A table in two databases: moves its rows, some at a time, and says of both what they hold.</summary>
internal sealed class CopiedTable
{
    private const int ValuesAStatement = 2_000;
    private const int BytesAStatement = 4 << 20;

    private readonly List<CopiedColumn> _columns;
    private readonly List<int> _key;

    private CopiedTable(IEntityType source, IEntityType target)
    {
        Name = source.GetTableName()!;
        var properties = source.GetProperties().ToList();
        _columns = [.. properties.Select(property => new CopiedColumn(property, target.FindProperty(property.Name)!))];
        _key = [.. source.FindPrimaryKey()!.Properties.Select(property => properties.IndexOf(property))];
    }

    public string Name { get; }

    /// <summary>The only column of its key, which may be numbered by the database; null when there are several.</summary>
    public string? OnlyKey => _key is [var only] ? _columns[only].Name : null;

    /// <summary>All tables that both have, those that others refer to first.</summary>
    public static List<CopiedTable> InOrder(IModel source, IModel target)
    {
        var order = new List<IEntityType>();
        foreach (var type in source.GetEntityTypes().OrderBy(type => type.GetTableName(), StringComparer.Ordinal))
        {
            Visit(type, order);
        }

        return [.. from type in order
                   let same = target.FindEntityType(type.Name)
                   where same is not null && type.ClrType.Name != DatabaseKeys.EntityName
                   select new CopiedTable(type, same)];
    }

    /// <summary>Copies every row.</summary>
    /// <returns>What was read.</returns>
    /// <exception cref="StartFailureException">A row cannot be kept by the target.</exception>
    public async Task<Tally> CopyAsync(AppDbContext source, AppDbContext target, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var refusesNul = target is PostgresAppDbContext;
        var most = Math.Max(1, ValuesAStatement / _columns.Count);
        var rows = new List<object?[]>(most);
        var bytes = 0;
        await using var query = Command(source, Select(ordered: true));
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[_columns.Count];
            for (var place = 0; place < row.Length; place++)
            {
                row[place] = _columns[place].Read(reader, place);
            }

            if (refusesNul)
            {
                RefuseNul(row);
            }

            tally.Add(row);
            rows.Add(row);
            bytes += row.Sum(value => value is byte[] large ? large.Length : 0);
            if (rows.Count == most || bytes >= BytesAStatement)
            {
                await InsertAsync(target, rows, cancellationToken);
                (rows, bytes) = ([], 0);
            }
        }

        await InsertAsync(target, rows, cancellationToken);
        return tally;
    }

    /// <summary>What the target holds.</summary>
    public async Task<Tally> ReadBackAsync(AppDbContext target, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        await using var query = Command(target, Select(ordered: false));
        await using var reader = await query.ExecuteReaderAsync(cancellationToken);
        var row = new object?[_columns.Count];
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var place = 0; place < row.Length; place++)
            {
                row[place] = _columns[place].ReadBack(reader, place);
            }

            tally.Add(row);
        }

        return tally;
    }

    public async Task<long> CountAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"SELECT count(*) FROM \"{Name}\"");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>A command in the transaction of a context, which may take as long as the table is large.</summary>
    /// <param name="db">The context.</param>
    /// <param name="sql">Made of names of the model.</param>
    public static DbCommand Command(AppDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // Made of names of the model.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void Visit(IEntityType type, List<IEntityType> order)
    {
        if (order.Contains(type))
        {
            return;
        }

        foreach (var key in type.GetForeignKeys().Where(key => key.PrincipalEntityType != type))
        {
            Visit(key.PrincipalEntityType, order);
        }

        order.Add(type);
    }

    private string Columns() => string.Join(", ", _columns.Select(column => $"\"{column.Name}\""));

    private string Select(bool ordered)
        => $"SELECT {Columns()} FROM \"{Name}\"" + (ordered ? $" ORDER BY {string.Join(", ", _key.Select(place => $"\"{_columns[place].Name}\""))}" : string.Empty);

    private async Task InsertAsync(AppDbContext target, List<object?[]> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var command = Command(target, string.Empty);
        var sql = new StringBuilder($"INSERT INTO \"{Name}\" ({Columns()}) VALUES ");
        foreach (var (index, row) in rows.Index())
        {
            _ = sql.Append(index == 0 ? "(" : ", (");
            for (var place = 0; place < row.Length; place++)
            {
                var parameter = _columns[place].Write(command, string.Create(CultureInfo.InvariantCulture, $"@p{index}_{place}"), row[place]);
                _ = command.Parameters.Add(parameter);
                _ = sql.Append(place == 0 ? string.Empty : ", ").Append(parameter.ParameterName);
            }

            _ = sql.Append(')');
        }

#pragma warning disable CA2100 // Made of names of the model and of parameters.
        command.CommandText = sql.ToString();
#pragma warning restore CA2100
        try
        {
            _ = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DbException refused) when (DatabaseFault.Of(refused) is null)
        {
            throw new StartFailureException(
                $"The rows of {Name} from {Row(rows[0])} to {Row(rows[^1])} cannot be written ({refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}): nothing was copied.",
                refused);
        }
    }

    private void RefuseNul(object?[] row)
    {
        var place = Array.FindIndex(row, value => value is string text && text.Contains('\0', StringComparison.Ordinal));
        if (place >= 0)
        {
            throw new StartFailureException(
                $"The row {Row(row)} of {Name} has the character U+0000 in {_columns[place].Name}, which PostgreSQL cannot keep: "
                + "remove it there and copy again. Nothing was copied.");
        }
    }

    private string Row(object?[] row)
        => string.Join(", ", _key.Select(place => string.Create(CultureInfo.InvariantCulture, $"{_columns[place].Name}={row[place]}")));

    /// <summary>How many rows there are, and what they are known by in whatever order they come.</summary>
    internal sealed class Tally
    {
        private UInt128 _sum;

        public long Rows { get; private set; }

        public void Add(object?[] row)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var value in row)
            {
                CopiedColumn.Append(hash, value);
            }

            Rows++;
            unchecked
            {
                _sum += BitConverter.ToUInt128(hash.GetHashAndReset());
            }
        }

        public bool IsSame(Tally other) => (Rows, _sum) == (other.Rows, other._sum);
    }
}
