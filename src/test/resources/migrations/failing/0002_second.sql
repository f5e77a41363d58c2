create table second (id int primary key);
select 1 / 0;
