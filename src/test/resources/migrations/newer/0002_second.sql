create table second (id int primary key);

create function twice(n int) returns int language plpgsql as $$
begin
  return n * 2;
end
$$;
